using Ponte.Calls.Routing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Tests.Voicemail;

/// <summary>A conversation of a box with a caller as lines of text: <c>♪</c> what is said, <c>…</c> it waits, <c>●</c> it records, <c>!</c> it does.</summary>
internal static class VoiceBench
{
    public static readonly Mailbox Box = new("gbianchi", "Gaia Bianchi", "202", "it", ["gbianchi"], new VoicemailSettings());

    /// <summary>What an action is, in words.</summary>
    public static string Show(VoiceAction? action) =>
        action switch
        {
            null => "-",
            VoiceSay say => $"♪ {string.Join(' ', say.Pieces.Select(Show))}",
            VoiceListen => "…",
            VoiceRecord { IsGreeting: var isGreeting } => isGreeting ? "● greeting" : "● message",
            VoiceDo { Deed: var deed } => $"! {Show(deed)}",
            VoiceCall call => $"☎ {call.Number}",
            VoiceLogin => "login",
            _ => "■",
        };

    /// <summary>What happens, by a letter: a key, <c>.</c> all is said, <c>~</c> silence.</summary>
    public static FlowNews News(char happening) =>
        happening switch
        {
            '.' => new FlowPlayed(),
            '~' => new FlowSilence(),
            _ => new FlowKey(happening),
        };

    private static string Show(VoicePiece piece) =>
        piece switch
        {
            PromptPiece p => p.Prompt,
            NumberPiece n => $"<{n.Number}>",
            DigitsPiece d => $"<{d.Digits}>",
            NamePiece n => $"<{(n.Name.Length > 0 ? n.Name : n.Digits)}>",
            TimePiece t => $"<{t.At:HH:mm}>",
            MessagePiece m => $"[{m.Message}]",
            GreetingPiece g => $"[{g.Kind?.ToString() ?? "new"}]",
            _ => "(pause)",
        };

    private static string Show(VoiceDeed deed) =>
        deed switch
        {
            CheckPin check => $"pin {check.Pin}",
            ChangePin change => $"change {change.Pin}",
            CopyTo copy => $"copy {copy.Message} to {copy.To.Id}",
            Delete delete => $"{(delete.IsDeleted ? "delete" : "restore")} {delete.Message}",
            MarkHeard heard => $"{(heard.IsHeard ? "heard" : "new")} {heard.Message}",
            UseGreeting use => $"use {use.Kind}",
            DropGreeting drop => $"drop {drop.Kind?.ToString() ?? "new"}",
            _ => deed.ToString(),
        };
}
