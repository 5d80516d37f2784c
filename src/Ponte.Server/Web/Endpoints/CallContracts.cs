#pragma warning disable MA0048 // Requests and replies of one group of paths, read together.
namespace Ponte.Server.Web.Endpoints;

/// <summary>A page of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null where this is the last.</param>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A message of a ladder.</summary>
/// <param name="At">When it passed.</param>
/// <param name="IsSent">Whether Ponte sent it.</param>
/// <param name="Protocol"><c>UDP</c>, <c>TCP</c> or <c>TLS</c>.</param>
/// <param name="Local">Ponte's address.</param>
/// <param name="Remote">The far end's address.</param>
/// <param name="SipCallId">Its Call-ID, which tells its leg.</param>
/// <param name="Summary">In a few words.</param>
/// <param name="Text">The message, secrets masked.</param>
internal sealed record LadderMessage(
    DateTimeOffset At,
    bool IsSent,
    string Protocol,
    string Local,
    string Remote,
    string SipCallId,
    string Summary,
    string Text
);

/// <summary>To call a number for a user.</summary>
/// <param name="User">The user's key; null: one's own.</param>
/// <param name="Number">What the user would dial.</param>
internal sealed record DialRequest(string? User, string? Number);

/// <summary>The call that was made.</summary>
/// <param name="Id">Its id.</param>
internal sealed record DialledReply(string Id);
