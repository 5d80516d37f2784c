#pragma warning disable MA0048 // One family of steps, read together.
namespace Ponte.Pbx.Document;

/// <summary>A step of a flow.</summary>
public abstract record FlowStep
{
    /// <summary>What comes after outcomes of the step. An outcome without a branch goes on behind the step.</summary>
    public ValueList<FlowBranch> Branches { get; init; } = [];

    /// <summary>The outcomes that the step may have.</summary>
    public abstract IEnumerable<string> Outcomes { get; }

    /// <summary>Whether the caller must do something, or be silent for a while, before the flow goes on.</summary>
    public virtual bool WaitsForCaller => false;

    /// <summary>Whether the flow may go on behind the step.</summary>
    public bool GoesOn => Outcomes.Any(o => Branch(o) is not { } steps || steps.All(s => s.GoesOn));

    /// <summary>The steps after an outcome; null where there are none.</summary>
    public ValueList<FlowStep>? Branch(string outcome) =>
        Branches.FirstOrDefault(b => b.Outcome.Equals(outcome, StringComparison.Ordinal))?.Steps;
}

/// <summary>The names of outcomes that are no key and no word of a calendar.</summary>
public static class FlowOutcome
{
    /// <summary>The step is done.</summary>
    public const string Done = "done";

    /// <summary>The caller pressed nothing.</summary>
    public const string NoInput = "noInput";

    /// <summary>The caller pressed something else.</summary>
    public const string Wrong = "wrong";

    /// <summary>The condition holds.</summary>
    public const string Then = "then";

    /// <summary>The condition does not hold.</summary>
    public const string Else = "else";

    /// <summary>There is no such value.</summary>
    public const string NotFound = "notFound";

    /// <summary>Who was asked does not answer, or not as it should.</summary>
    public const string Failed = "failed";

    /// <summary>The caller said too little.</summary>
    public const string TooShort = "tooShort";

    /// <summary>Who was called is busy or declines.</summary>
    public const string Busy = "busy";

    /// <summary>Who was called does not answer.</summary>
    public const string NoAnswer = "noAnswer";

    /// <summary>Who was called cannot be reached, or may not be called.</summary>
    public const string Unreachable = "unreachable";
}

/// <summary>Goes different ways by a calendar.</summary>
/// <param name="Calendar">Its name.</param>
public sealed record CalendarStep(string Calendar) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => Reading.Words.Outcomes.Keys;
}

/// <summary>Says something.</summary>
/// <param name="Speech">What.</param>
/// <param name="BeforeAnswer">Whether a caller who is not answered yet hears it without an answer, as early media.</param>
public sealed record SayStep(ValueList<FlowSpeech> Speech, bool BeforeAnswer) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Done];
}

/// <summary>Lets the caller choose by one key.</summary>
/// <param name="Speech">What is said.</param>
public sealed record MenuStep(ValueList<FlowSpeech> Speech) : FlowStep
{
    /// <summary>How long the caller may think.</summary>
    public TimeSpan Wait { get; init; } = DefaultWait;

    /// <summary>How often it is said again to one who chooses nothing, or wrongly.</summary>
    public int Retries { get; init; } = DefaultRetries;

    /// <summary>Whether a key ends what is said.</summary>
    public bool BargeIn { get; init; } = true;

    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes =>
        Branches.Select(b => b.Outcome).Union([FlowOutcome.NoInput, FlowOutcome.Wrong], StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool WaitsForCaller => true;

    /// <summary>The time where none is given.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(5);

    /// <summary>The repetitions where none are given.</summary>
    public const int DefaultRetries = 2;
}

/// <summary>Takes digits into a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Speech">What is said; empty for nothing.</param>
public sealed record CollectStep(string Variable, ValueList<FlowSpeech> Speech) : FlowStep
{
    /// <summary>How many digits there are at least.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>With how many digits it is done.</summary>
    public int Maximum { get; init; } = DefaultMaximum;

    /// <summary>The key that ends it: <c>#</c> or <c>*</c>.</summary>
    public string EndKey { get; init; } = DefaultEndKey;

    /// <summary>How long the caller may take for the next digit.</summary>
    public TimeSpan Wait { get; init; } = MenuStep.DefaultWait;

    /// <summary>How often it is asked again.</summary>
    public int Retries { get; init; } = MenuStep.DefaultRetries;

    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Done, FlowOutcome.NoInput];

    /// <inheritdoc/>
    public override bool WaitsForCaller => true;

    /// <summary>The digits where no number of them is given.</summary>
    public const int DefaultMaximum = 20;

    /// <summary>The key where none is given.</summary>
    public const string DefaultEndKey = "#";
}

/// <summary>Sets a variable.</summary>
/// <param name="Variable">The variable; <c>language</c> is the one that prompts are said in.</param>
/// <param name="Value">Its value, with variables.</param>
public sealed record SetStep(string Variable, string Value) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Done];
}

/// <summary>Goes different ways by a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Is">The values for <c>then</c>.</param>
/// <param name="Begins">Beginnings of values for <c>then</c>.</param>
public sealed record WhenStep(string Variable, ValueList<string> Is, ValueList<string> Begins) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Then, FlowOutcome.Else];
}

/// <summary>A web service gets a request while the caller waits.</summary>
/// <param name="Url">The address, with variables behind the host.</param>
public abstract record ServiceStep(string Url) : FlowStep
{
    /// <summary>What is sent with each request, ordered by <see cref="LookupHeader.Name"/>.</summary>
    public ValueList<LookupHeader> Headers { get; init; } = [];

    /// <summary>The fields of the JSON object that is posted.</summary>
    public ValueList<ServiceField> Fields { get; init; } = [];

    /// <summary>Whether the service may be on this machine, or at a link-local address.</summary>
    public bool AllowLocal { get; init; }
}

/// <summary>A field of the JSON that a web service gets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, with variables.</param>
public sealed record ServiceField(string Name, string Value);

/// <summary>Asks a web service for a value: by POST where there are fields to send, else by GET.</summary>
/// <param name="Url">The address, with variables behind the host.</param>
/// <param name="Path">Where the value is in the answer: <c>$.name</c>.</param>
/// <param name="Variable">The variable that gets it.</param>
public sealed record LookupStep(string Url, string Path, string Variable) : ServiceStep(Url)
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Done, FlowOutcome.NotFound, FlowOutcome.Failed];
}

/// <summary>Tells a web service by POST where the caller is: the fields given, or else the flow's name and all variables.</summary>
/// <param name="Url">The address, with variables behind the host.</param>
public sealed record WebhookStep(string Url) : ServiceStep(Url)
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Done, FlowOutcome.Failed];
}

/// <summary>Calls somebody. Once it is answered, the flow is over.</summary>
public abstract record RingStep : FlowStep
{
    /// <summary>How long it rings; null: as the number plan says.</summary>
    public TimeSpan? RingTime { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Busy, FlowOutcome.NoAnswer, FlowOutcome.Unreachable];
}

/// <summary>Calls a user, with all that holds for calls to the user.</summary>
/// <param name="User">The user's key.</param>
public sealed record UserStep(string User) : RingStep;

/// <summary>Calls an extension of the company, usually one that the caller dialled.</summary>
/// <param name="Extension">The extension, with variables.</param>
public sealed record ExtensionStep(string Extension) : RingStep;

/// <summary>Calls a number outside, by the flow's class of service.</summary>
/// <param name="Number"><c>+E.164</c> or a short number.</param>
public sealed record NumberStep(string Number) : RingStep;

/// <summary>Gives the call to a voicemail: a box here, or a user's in Teams.</summary>
/// <param name="Box">The key of the user, or of the mailbox.</param>
public sealed record VoicemailStep(string Box) : RingStep;

/// <summary>Records the caller after a beep, as a message in a box, and goes on.</summary>
/// <param name="Box">The key of the user, or of the mailbox.</param>
public sealed record RecordStep(string Box) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Done, FlowOutcome.TooShort, FlowOutcome.Failed];

    /// <inheritdoc/>
    public override bool WaitsForCaller => true;
}

/// <summary>Sends a mail.</summary>
/// <param name="To">The recipients' addresses.</param>
/// <param name="Subject">The subject, with variables.</param>
/// <param name="Text">What it says, with variables.</param>
/// <param name="Attach">Whether the message that a step before recorded last is attached; nothing where none did.</param>
public sealed record MailStep(ValueList<string> To, string Subject, string Text, bool Attach) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Done, FlowOutcome.Failed];
}

/// <summary>Lets the caller into a room, after its PIN where it has one.</summary>
/// <param name="Room">The room's key.</param>
public sealed record RoomStep(string Room) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [FlowOutcome.Busy, FlowOutcome.Wrong];
}

/// <summary>Ends the call.</summary>
/// <param name="Ending">How.</param>
public sealed record HangUpStep(FlowEnding Ending) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [];
}

/// <summary>Goes on with another flow, and never comes back.</summary>
/// <param name="Flow">The flow.</param>
public sealed record GoToStep(string Flow) : FlowStep
{
    /// <inheritdoc/>
    public override IEnumerable<string> Outcomes => [];
}
