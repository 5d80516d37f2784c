using System.Text;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Voicemail;

/// <summary>A conversation of a box with a caller: takes what happens and gives what is to be done next. Neither waits nor knows a call.</summary>
internal abstract class VoiceDialogue
{
    /// <summary>How long a caller may think.</summary>
    protected static readonly TimeSpan Wait = TimeSpan.FromSeconds(6);

    /// <summary>How often a caller is asked who does nothing of use.</summary>
    protected const int Attempts = 3;

    private readonly StringBuilder _digits = new();
    private Func<char, VoiceAction?> _onKey = static _ => null;
    private Func<VoiceAction> _onSaid = static () => Over("");
    private Func<VoiceAction> _onSilence = static () => Over("");
    private Func<FlowNews, VoiceAction> _onDone = static _ => Over("");

    /// <summary>The first action.</summary>
    public abstract VoiceAction Begin();

    /// <summary>Something happened.</summary>
    /// <returns>The next action, in place of the one under way; null where that goes on.</returns>
    public VoiceAction? Take(FlowNews news) =>
        news switch
        {
            FlowKey key => _onKey(key.Key),
            FlowPlayed => _onSaid(),
            FlowSilence => _onSilence(),
            _ => _onDone(news),
        };

    /// <summary>What became of it, for history; empty where there is nothing to say yet.</summary>
    public string Result { get; protected set; } = "";

    /// <summary>Says something, which no key cuts off, and goes on.</summary>
    protected VoiceSay Say(ValueList<VoicePiece> pieces, Func<VoiceAction> then, Func<char, VoiceAction?>? onKey = null)
    {
        (_onKey, _onSaid) = (onKey ?? (static _ => null), then);
        return new VoiceSay(pieces);
    }

    /// <summary>Says something, at any moment of which a key counts, and waits for one.</summary>
    /// <param name="pieces">What.</param>
    /// <param name="onKey">What a key does; null: nothing.</param>
    /// <param name="onSilence">What comes when none was pressed.</param>
    protected VoiceSay Ask(ValueList<VoicePiece> pieces, Func<char, VoiceAction?> onKey, Func<VoiceAction> onSilence)
    {
        (_onKey, _onSilence) = (onKey, onSilence);
        _onSaid = static () => new VoiceListen(Wait);
        return new VoiceSay(pieces);
    }

    /// <summary>Says something and takes digits, which <c>#</c>, the longest number or a pause ends.</summary>
    protected VoiceSay Collect(ValueList<VoicePiece> pieces, int maximum, Func<string, VoiceAction> entered, Func<VoiceAction> nothing)
    {
        _digits.Clear();
        VoiceAction Done() => _digits.Length > 0 ? entered(_digits.ToString()) : nothing();
        return Ask(
            pieces,
            key =>
            {
                if (key is '*')
                {
                    _digits.Clear();
                    return nothing();
                }
                if (key is '#')
                {
                    return Done();
                }
                _digits.Append(key);
                return _digits.Length >= maximum ? Done() : new VoiceListen(Wait);
            },
            Done
        );
    }

    /// <summary>Does something, during which no key counts, and goes on.</summary>
    protected VoiceDo Do(VoiceDeed deed, Func<FlowFound, VoiceAction> then)
    {
        _onKey = static _ => null;
        _onDone = news => then(news as FlowFound ?? new FlowFound(null, HasFailed: true));
        return new VoiceDo(deed);
    }

    /// <summary>Records, and goes on.</summary>
    protected VoiceRecord Record(bool isGreeting, Func<FlowRecorded, VoiceAction> then)
    {
        _onKey = static _ => null;
        _onDone = news => then(news as FlowRecorded ?? new FlowRecorded(FlowTakeOutcome.Failed));
        return new VoiceRecord(isGreeting);
    }

    /// <summary>Calls somebody, and goes on where nobody answered.</summary>
    protected VoiceCall Call(string number, Func<VoiceAction> nobody)
    {
        _onKey = static _ => null;
        _onDone = _ => nobody();
        return new VoiceCall(number);
    }

    /// <summary>Says something, and the call ends.</summary>
    protected VoiceSay Farewell(ValueList<VoicePiece> pieces, string detail = "") => Say(pieces, () => Over(detail));

    /// <summary>The call ends.</summary>
    protected static VoiceEnd Over(string detail) => new(new CallEnd(EndSide.System, EndCause.Normal, Detail: detail));

    /// <summary>A prompt.</summary>
    protected static PromptPiece Prompt(string name) => new(name);
}
