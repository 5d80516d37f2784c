using Ponte.Pbx.Document;

namespace Ponte.Pbx.People;

/// <summary>What a user set by phone or on screen. It stands above the company document.</summary>
/// <param name="DoNotDisturb">Whether the user is busy for everybody; null: as in the document.</param>
/// <param name="ForwardAlways">Where every call goes, empty for nowhere; null: as in the document. The others likewise.</param>
/// <param name="ForwardBusy">Where calls go when the user is busy.</param>
/// <param name="ForwardNoAnswer">Where calls go when nobody answers.</param>
/// <param name="ForwardUnreachable">Where calls go when nothing can be reached.</param>
/// <param name="Twin">Whether the devices ring with Teams.</param>
public sealed record PersonState(
    bool? DoNotDisturb = null,
    string? ForwardAlways = null,
    string? ForwardBusy = null,
    string? ForwardNoAnswer = null,
    string? ForwardUnreachable = null,
    bool? Twin = null
)
{
    /// <summary>A user who set nothing.</summary>
    public static readonly PersonState AsInDocument = new();

    /// <summary>The user's settings as they count now.</summary>
    public UserSettings Over(UserSettings user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Equals(AsInDocument)
            ? user
            : user with
            {
                DoNotDisturb = DoNotDisturb ?? user.DoNotDisturb,
                Twin = user.Twin with { Together = Twin ?? user.Twin.Together },
                Forward = user.Forward with
                {
                    Always = ForwardAlways ?? user.Forward.Always,
                    Busy = ForwardBusy ?? user.Forward.Busy,
                    NoAnswer = ForwardNoAnswer ?? user.Forward.NoAnswer,
                    Unreachable = ForwardUnreachable ?? user.Forward.Unreachable,
                },
            };
    }
}
