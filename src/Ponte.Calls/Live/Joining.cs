using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Live;

/// <summary>What a leg comes to a call for.</summary>
/// <param name="Into">The call that it comes to.</param>
internal sealed record Joining(Call Into)
{
    /// <summary>Whose place it takes; null where <see cref="User"/> says it, or where it takes nobody's.</summary>
    public Leg? Replaced { get; init; }

    /// <summary>The user of the company document whose place it takes.</summary>
    public string? User { get; init; }

    /// <summary>In what way it comes to those who talk; null: it takes a place.</summary>
    public Participation? As { get; init; }

    /// <summary>Whether it opens a room that waits for its host.</summary>
    public bool IsHost { get; init; }

    /// <summary>The leg with which the conference shall end that begins so; null: those who are left go on.</summary>
    public Leg? Initiator { get; init; }

    /// <summary>How it comes as a supervisor; null for others.</summary>
    public SupervisionPlan? Supervision { get; init; }

    /// <summary>No leg comes: the user's partner shall wait in this slot, which is taken for it.</summary>
    public Park? Park { get; init; }

    /// <summary>
    /// Lets the leg hang up that stays behind in the call which gave its partner: when the party that joins both has heard the outcome.
    /// Set before the leg comes; from any loop, as often as one likes.
    /// </summary>
    public Action? Farewell { get; set; }

    /// <summary>No leg comes. From any loop.</summary>
    /// <param name="end">Why; null: it only rang, and rings no more.</param>
    public void Fail(CallEnd? end) => Into.Home.Loop.Post(() => Into.Tell(new Happening(HappeningKind.ArrivalFailed, null, end)));
}
