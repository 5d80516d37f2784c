namespace Ponte.Sip.Transports.Streams;

/// <content>What time does to a connection. Times are timestamps of the transport's clock; 0 stands for "not".</content>
internal sealed partial class StreamConnection
{
    /// <summary>How long a goodbye may take.</summary>
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    private readonly long _openedAt;
    private long _lastMessageAt;
    private long _lastReadAt;
    private long _lastQueuedAt;
    private long _writeStartedAt;
    private long _partialSince;
    private long _closedAt;
    private bool _isRetired;

    /// <summary>What ends a connection that only answers any more; null while it is in full use.</summary>
    private volatile LastWill? _lastWill;

    /// <summary>How old the connection is.</summary>
    public TimeSpan Age => _hub.Time.GetElapsedTime(_openedAt);

    /// <summary>Takes the connection out of use for new requests; it is closed when no message passes any more.</summary>
    public void Retire() => Volatile.Write(ref _isRetired, true);

    /// <summary>Looks at the clock; called about every second.</summary>
    public void CheckTime()
    {
        var limits = _hub.Options.Connections;
        if (!Flow.IsOpen)
        {
            if (IsOver(Volatile.Read(ref _closedAt), GoodbyeTimeout))
            {
                _socket.Dispose();
                _ended.TrySetResult();
            }
        }
        else if (IsOver(Volatile.Read(ref _writeStartedAt), limits.WriteTimeout))
        {
            Abort(CloseCause.SlowReader, "the peer does not read what we send");
        }
        else if (_lastWill is { } will)
        {
            if (IsOver(will.At, limits.HalfClosedTimeout))
            {
                Close(will.Cause, will.Reason);
            }
        }
        else if (IsOver(Volatile.Read(ref _partialSince), limits.FirstMessageTimeout))
        {
            Abort(CloseCause.SlowMessage, "a message did not come whole in time");
        }
        else
        {
            CheckIdle(limits);
        }
    }

    private void CheckIdle(ConnectionLimits limits)
    {
        var lastMessageAt = Volatile.Read(ref _lastMessageAt);
        if (IsRetired)
        {
            if (IsOver(lastMessageAt, limits.RetiredIdleTimeout))
            {
                Close(CloseCause.Retired, "taken out of use");
            }
        }
        else if (Flow.IsInbound && !_isProven)
        {
            if (IsOver(_openedAt, limits.FirstMessageTimeout))
            {
                Close(CloseCause.NoMessage, "no SIP message came");
            }
        }
        else if (
            Flow.IsInbound
                ? IsOver(Volatile.Read(ref _lastReadAt), limits.InboundIdleTimeout)
                : IsOver(lastMessageAt, limits.OutboundIdleTimeout)
        )
        {
            Close(CloseCause.Idle, "idle");
        }
        else if (
            !Flow.IsInbound
            && limits.KeepAliveInterval > TimeSpan.Zero
            && IsOver(Volatile.Read(ref _lastQueuedAt), limits.KeepAliveInterval)
        )
        {
            _hub.Metrics.KeepAlive(received: false);
            Enqueue(KeepAlive.Ping);
        }
    }

    /// <summary>Nothing more is read, but answers may still go out for a while.</summary>
    private void CloseLater(CloseCause cause, string reason)
    {
        Retire();
        _lastWill = new LastWill(_hub.Time.GetTimestamp(), cause, reason);
    }

    private void NoteRead(bool isPartial)
    {
        var now = _hub.Time.GetTimestamp();
        Volatile.Write(ref _lastReadAt, now);
        if (!isPartial)
        {
            Volatile.Write(ref _partialSince, 0);
        }
        else if (_partialSince == 0)
        {
            Volatile.Write(ref _partialSince, now);
        }
    }

    private void NoteReceived()
    {
        Volatile.Write(ref _partialSince, 0);
        Volatile.Write(ref _lastMessageAt, _hub.Time.GetTimestamp());
        if (_isProven)
        {
            return;
        }
        _isProven = true;
        if (_slot is not null)
        {
            _hub.Connections.Prove(_slot);
        }
    }

    private bool IsOver(long since, TimeSpan limit) => since != 0 && _hub.Time.GetElapsedTime(since) >= limit;

    private sealed record LastWill(long At, CloseCause Cause, string Reason);
}
