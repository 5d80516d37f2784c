#pragma warning disable MA0048 // One family of pieces, read together.
namespace Ponte.Pbx.Voicemail;

/// <summary>Something that a caller of a box hears.</summary>
public abstract record VoicePiece;

/// <summary>A prompt that comes with Ponte, or the company's own of the same name.</summary>
/// <param name="Prompt">Its name.</param>
public sealed record PromptPiece(string Prompt) : VoicePiece;

/// <summary>A number in words.</summary>
public sealed record NumberPiece(int Number) : VoicePiece;

/// <summary>Digits one by one.</summary>
public sealed record DigitsPiece(string Digits) : VoicePiece;

/// <summary>A person's name, where something is there to say it; else the digits.</summary>
/// <param name="Name">The name; empty for none.</param>
/// <param name="Digits">What is said in its place.</param>
public sealed record NamePiece(string Name, string Digits) : VoicePiece;

/// <summary>Day and time.</summary>
/// <param name="At">UTC.</param>
public sealed record TimePiece(DateTimeOffset At) : VoicePiece;

/// <summary>A message.</summary>
/// <param name="Box">The box's key.</param>
/// <param name="Message">The message's name.</param>
public sealed record MessagePiece(string Box, string Message) : VoicePiece;

/// <summary>A greeting that was recorded.</summary>
/// <param name="Box">The box's key.</param>
/// <param name="Kind">Which; null: the one that was recorded last and is not in use.</param>
public sealed record GreetingPiece(string Box, GreetingKind? Kind) : VoicePiece;

/// <summary>Nothing, for a while.</summary>
public sealed record PausePiece(TimeSpan Length) : VoicePiece;
