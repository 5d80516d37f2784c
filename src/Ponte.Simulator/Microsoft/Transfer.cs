using System.Collections.Immutable;
using Ponte.Simulator.Calls;

namespace Ponte.Simulator.Microsoft;

/// <summary>A transfer by REFER, and what the SBC made of it. Changes on the simulator's loop; may be read from any thread.</summary>
public sealed class Transfer
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Transfer(int number, SimulatedCall call, TeamsUser by, TransferOptions options)
    {
        Number = number;
        Call = call;
        By = by;
        Options = options;
    }

    /// <summary>Its number among the transfers of its side, from 1.</summary>
    public int Number { get; }

    /// <summary>The call that is transferred.</summary>
    public SimulatedCall Call { get; }

    /// <summary>Who transfers.</summary>
    public TeamsUser By { get; }

    /// <summary>What was asked for.</summary>
    public TransferOptions Options { get; }

    /// <summary>How far it has come.</summary>
    public TransferState State { get; private set; }

    /// <summary>What the NOTIFYs said, in their order.</summary>
    public ImmutableArray<int> Notified { get; private set; } = [];

    /// <summary>The call that the SBC placed for it; null before, and for a transfer to another call.</summary>
    public SimulatedCall? NewCall { get; internal set; }

    /// <summary>Whether nothing more comes of it.</summary>
    public bool IsOver => State is TransferState.Done or TransferState.Failed;

    /// <summary>Refer-To as sent.</summary>
    public required string ReferTo { get; init; }

    /// <summary>What the SBC must bring back.</summary>
    public required ReferData Data { get; init; }

    /// <summary>The user that it leads to; null for a telephone number.</summary>
    internal TeamsUser? User { get; init; }

    /// <summary>Whether there was another REFER in the dialog before.</summary>
    internal bool NeedsId { get; init; }

    /// <summary>The CSeq number of the REFER.</summary>
    internal uint Sequence { get; set; }

    /// <summary>How the target's leg ended before it was answered; 0 if it did not.</summary>
    internal int TargetStatus { get; set; }

    /// <summary>Whether the SBC may hang up: its last NOTIFY is answered.</summary>
    internal bool IsConcluded { get; set; }

    internal bool AwaitsCall => !IsOver && Options.With is null && NewCall is null or { Phase: CallPhase.Ended };

    /// <summary>Waits until the REFER is answered.</summary>
    public Task AnsweredAsync(CancellationToken cancellationToken = default) => _answered.Task.WaitAsync(cancellationToken);

    /// <summary>Waits until it is done or has failed.</summary>
    public Task OverAsync(CancellationToken cancellationToken = default) => _over.Task.WaitAsync(cancellationToken);

    internal void OnNotified(int status) => Notified = Notified.Add(status);

    internal void Enter(TransferState state)
    {
        if (IsOver)
        {
            return;
        }
        State = state;
        _answered.TrySetResult();
        if (IsOver)
        {
            _over.TrySetResult();
        }
    }
}
