#pragma warning disable MA0048 // One family of deeds, read together.
namespace Ponte.Pbx.Voicemail;

/// <summary>Something that a caller does to a box.</summary>
public abstract record VoiceDeed;

/// <summary>The PIN is looked at; the value is the word of a <see cref="PinVerdict"/>.</summary>
public sealed record CheckPin(string Pin) : VoiceDeed
{
    /// <summary>No PIN, which is a secret.</summary>
    public override string ToString() => nameof(CheckPin);
}

/// <summary>The PIN is changed.</summary>
public sealed record ChangePin(string Pin) : VoiceDeed
{
    /// <summary>No PIN, which is a secret.</summary>
    public override string ToString() => nameof(ChangePin);
}

/// <summary>A message is heard, or it is new again.</summary>
public sealed record MarkHeard(string Message, bool IsHeard) : VoiceDeed;

/// <summary>A message is deleted, or it is not after all.</summary>
public sealed record Delete(string Message, bool IsDeleted) : VoiceDeed;

/// <summary>A copy of a message goes to another box.</summary>
public sealed record CopyTo(string Message, Mailbox To) : VoiceDeed;

/// <summary>The greeting that was recorded last is used.</summary>
public sealed record UseGreeting(GreetingKind Kind) : VoiceDeed;

/// <summary>A greeting is dropped; null: the one that was recorded last.</summary>
public sealed record DropGreeting(GreetingKind? Kind) : VoiceDeed;
