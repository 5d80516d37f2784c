using System.Collections.Immutable;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>The way of a call by its forwards.</summary>
/// <param name="Forwarders">Who forwarded, before the call came here and since, the first one first.</param>
/// <param name="Users">The users that the call was for, here.</param>
internal sealed record ForwardChain(ImmutableArray<Forwarder> Forwarders, ImmutableArray<string> Users)
{
    /// <summary>More forwards than that are a circle that nobody has seen (RFC 5806 leaves the number to us).</summary>
    public const int MaxForwards = 5;

    public static ForwardChain Of(PlanQuestion question) => new([.. question.Forwarders], []);

    public ForwardChain At(UserSettings user) => this with { Users = Users.Add(user.Id) };

    public ForwardChain ForwardedBy(UserSettings user, ForwardReason reason) =>
        this with
        {
            Forwarders = Forwarders.Add(new Forwarder(NumberOf(user), user.Name, reason)),
        };

    /// <summary>Whether the call was for a user already, here or before.</summary>
    public bool Was(UserSettings user) =>
        Users.Contains(user.Id, StringComparer.Ordinal)
        || Forwarders.Any(f => f.Number.Length > 0 && Numbers(user).Contains(f.Number, StringComparer.Ordinal));

    /// <summary>The numbers by which others may know a user.</summary>
    public static IEnumerable<string> Numbers(UserSettings user) => [user.Number, user.Teams?.Number ?? "", user.Extension];

    private static string NumberOf(UserSettings user) => Numbers(user).FirstOrDefault(n => n.Length > 0) ?? "";
}
