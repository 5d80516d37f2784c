using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;

namespace Ponte.Media.Playing;

/// <summary>The bounds of a <see cref="Play"/>: checked before anything changes.</summary>
internal static class PlaybackRules
{
    /// <summary>More sources than an announcement has.</summary>
    public const int MaximumSources = 64;

    /// <summary>More keys than there are.</summary>
    public const int MaximumDigits = 16;

    private static readonly TimeSpan LongestPart = TimeSpan.FromHours(1);
    private static readonly TimeSpan LatestStart = TimeSpan.FromHours(24);

    /// <summary>What is wrong, in words; null when nothing is.</summary>
    public static string? Check(Play play)
    {
        if (play.Sources.IsDefaultOrEmpty || play.Sources.Length > MaximumSources)
        {
            return $"Sources: 1 to {MaximumSources}.";
        }
        if (play.Start < TimeSpan.Zero || play.Start > LatestStart)
        {
            return $"Start is {play.Start}; it must be from 0 to {LatestStart}.";
        }
        if (play.Loop && play.Start != TimeSpan.Zero)
        {
            return "Start and Loop: only one of them.";
        }
        return CheckDigits(play.StopDigits) ?? play.Sources.Select(Check).FirstOrDefault(e => e is not null);
    }

    /// <summary>What is wrong with keys that end something; null when nothing is.</summary>
    public static string? CheckDigits(string digits) =>
        digits.Length > MaximumDigits || digits.Any(d => TelephoneEvent.ToCode(d) is null)
            ? $"StopDigits: at most {MaximumDigits} keys."
            : null;

    /// <summary>What is wrong with a tone, in words; null when nothing is.</summary>
    public static string? CheckTone(ToneKind tone, string? country, int frequency) =>
        !Enum.IsDefined(tone) || country is null || (tone == ToneKind.Test && frequency is < 1 or > 3999)
            ? $"There is no tone {tone} of {frequency} Hz for country '{country}'."
            : null;

    private static string? Check(PlaySource source) =>
        source switch
        {
            FileSource file => Path.IsPathRooted(file.Path) ? null : $"'{file.Path}' is no whole path.",
            SealedSource file => !Path.IsPathRooted(file.Path) ? $"'{file.Path}' is no whole path."
            : file.Key.Length != RecordingSeal.KeyLength ? $"Key must have {RecordingSeal.KeyLength} bytes."
            : null,
            SilenceSource silence => CheckLength(silence.Length),
            ToneSource tone => CheckTone(tone.Tone, tone.Country, tone.Frequency) ?? CheckLength(tone.Length),
            _ => "A source is of no known kind.",
        };

    private static string? CheckLength(TimeSpan length) =>
        length > TimeSpan.Zero && length <= LongestPart ? null : $"A source's length is {length}; it must be up to {LongestPart}.";
}
