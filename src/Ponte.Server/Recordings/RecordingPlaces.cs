using System.Collections.Immutable;
using System.Globalization;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Media.Recording;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Recordings;

namespace Ponte.Server.Recordings;

/// <summary>What calls ask of recording: the document's rules, the announcement's files, a file with a key of its own.</summary>
/// <param name="folder">The folder of recordings; a whole path, because the media writes there.</param>
/// <param name="keys">The keys.</param>
/// <param name="codec">How samples are written.</param>
/// <param name="document">The document in force.</param>
/// <param name="prompts">The announcements.</param>
/// <param name="time">The clock.</param>
internal sealed class RecordingPlaces(
    string folder,
    RecordingKeys keys,
    RecordingCodec codec,
    Func<CompanyDocument?> document,
    PromptFiles prompts,
    TimeProvider time
) : ICallRecordings
{
    /// <summary>The folder of recordings that nobody deletes but people.</summary>
    public const string Forever = "keep";

    /// <summary>How the folder of a day is named, after whose end its recordings are deleted.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    private const int SampleRate = 8000;

    /// <inheritdoc/>
    public RecordingRule RuleOf(LegIdentity first, LegIdentity second) =>
        document() is { } current ? RecordingRules.Of(current, first, second) : RecordingRule.Never;

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<PlaySource>> AnnouncementAsync(string prompt, CancellationToken cancellationToken)
    {
        if (
            document() is not { } current
            || !DefaultPrompts.And(current.Prompts).TryGetValue(prompt, out var settings)
            || settings.In(current.Company.Language) is not { } text
        )
        {
            return [];
        }
        var piece = new SpokenPiece(current.Company.Language, text, prompt);
        return await prompts.FindAsync(piece, cancellationToken) is { } path ? [new FileSource(path)] : [];
    }

    /// <inheritdoc/>
    public async ValueTask<(RecordingPlace? Place, string Fault)> OpenAsync(CallId call, int? keepDays, CancellationToken cancellationToken)
    {
        try
        {
            // The disk is waited for: not on the loop of a call.
            return (await Task.Run(() => Open(call, keepDays), cancellationToken), "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<(RecordingPlace? Place, string Fault)> ReopenAsync(RecordingPlace place, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => keys.Find(place.Seal.KeyId), cancellationToken) is { } key
                ? (place with { Seal = place.Seal with { Key = [.. SealedHeader.DeriveKey(key, place.Seal.Salt.AsSpan())] } }, "")
                : (null, $"the key {place.Seal.KeyId} is not in the file of keys any more");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private RecordingPlace Open(CallId call, int? keepDays)
    {
        var day = keepDays is { } days ? time.GetUtcNow().AddDays(days).ToString(DayFormat, CultureInfo.InvariantCulture) : Forever;
        var place = Directory.CreateDirectory(Path.Combine(folder, day)).FullName;
        return new RecordingPlace(Path.Combine(place, call.Value + RecordingService.Extension), keys.NewSeal(codec), SampleRate);
    }
}
