using System.Diagnostics;
using Ponte.Bench.Sip.Wire;

namespace Ponte.Bench.Sip.Load;

/// <summary>The calling side on UDP: INVITE, ACK, BYE and what RFC 3261 17.1 says of sending them again.</summary>
internal sealed class Caller
{
    private static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);

    private readonly UdpPort _port;
    private readonly LoadPlan _plan;
    private readonly CallerTexts _texts;
    private readonly LoadCounters _counters;
    private readonly Outgoing[] _calls;
    private readonly PriorityQueue<(uint Call, Due What, int Try), long> _timers = new();
    private readonly Stack<byte[]> _free = new();
    private readonly byte[] _out = new byte[8192];

    public Caller(UdpPort port, LoadPlan plan, CallerTexts texts, LoadCounters counters)
    {
        (_port, _plan, _texts, _counters) = (port, plan, texts, counters);
        _calls = new Outgoing[plan.Calls];
    }

    private enum State : byte
    {
        None,
        Calling,
        Proceeding,
        Answered,
        Ending,
        Ended,
    }

    private enum Due : byte
    {
        InviteAgain,
        GiveUp,
        Bye,
        ByeAgain,
    }

    public void Place(uint number, long now)
    {
        ref var call = ref _calls[number];
        call.State = State.Calling;
        call.Started = now;
        _counters.Placed++;
        _port.Send(_out.AsSpan(0, _texts.Invite.Render(_out, number)));
        Set(number, Due.InviteAgain, 1, now, T1);
        Set(number, Due.GiveUp, 0, now, _plan.Patience);
    }

    /// <summary>Ends a call that is held.</summary>
    public void End(uint number, long now)
    {
        if (_calls[number].State == State.Answered)
        {
            SendBye(number, 0, now);
        }
    }

    public void Take(in MessageView message, long now)
    {
        if (message.Kind is not MessageKind.Response)
        {
            OnRequest(message);
        }
        else if (_texts.TryCall(message.CallId, out var number) && number < _calls.Length)
        {
            switch (message.CSeqMethod)
            {
                case MessageKind.Invite:
                    OnInviteAnswer(number, message, now);
                    break;
                case MessageKind.Bye when message.Status >= 200:
                    OnByeAnswer(number, message.Status);
                    break;
            }
        }
    }

    /// <summary>Does what is due; when the next is.</summary>
    public long Tick(long now)
    {
        while (_timers.TryPeek(out var timer, out var due))
        {
            if (due > now)
            {
                return due;
            }
            _timers.Dequeue();
            OnDue(timer.Call, timer.What, timer.Try, now);
        }
        return long.MaxValue;
    }

    private void OnDue(uint number, Due what, int tries, long now)
    {
        ref var call = ref _calls[number];
        switch (what)
        {
            case Due.InviteAgain when call.State == State.Calling:
                _counters.Retransmissions++;
                _port.Send(_out.AsSpan(0, _texts.Invite.Render(_out, number)));
                Set(number, Due.InviteAgain, tries + 1, now, T1 * (1 << tries));
                break;
            case Due.GiveUp when call.State is State.Calling or State.Proceeding:
                if (call.State == State.Proceeding)
                {
                    _port.Send(_out.AsSpan(0, _texts.Cancel.Render(_out, number)));
                }
                _counters.TimedOut++;
                call.State = State.Ended;
                break;
            case Due.Bye:
                End(number, now);
                break;
            case Due.ByeAgain when call.State == State.Ending:
                if (Stopwatch.GetElapsedTime(call.Started, now) > _plan.Patience)
                {
                    _counters.TimedOut++;
                    Forget(ref call);
                    break;
                }
                _counters.Retransmissions++;
                SendBye(number, tries, now);
                break;
        }
    }

    private void OnInviteAnswer(uint number, in MessageView answer, long now)
    {
        ref var call = ref _calls[number];
        var elapsed = Stopwatch.GetElapsedTime(call.Started, now);
        if (answer.Status < 200)
        {
            if (call.State == State.Calling)
            {
                call.State = State.Proceeding;
            }
            if (answer.Status == 180 && call.State == State.Proceeding)
            {
                _counters.Ringing.Add(elapsed);
            }
            return;
        }
        if (answer.Status >= 300)
        {
            _port.Send(_out.AsSpan(0, _texts.WriteRefusalAck(_out, answer, number)));
            if (call.State is State.Calling or State.Proceeding)
            {
                CountRefusal(answer, elapsed);
                call.State = State.Ended;
            }
            return;
        }
        _port.Send(_out.AsSpan(0, _texts.WriteInDialog(_out, answer, MessageKind.Ack, number)));
        if (call.State is State.Calling or State.Proceeding)
        {
            call.State = State.Answered;
            _counters.Answered++;
            _counters.SetUp.Add(elapsed - _plan.AnswerDelay);
            call.Bye = _free.TryPop(out var used) ? used : new byte[1536];
            call.ByeLength = _texts.WriteInDialog(call.Bye, answer, MessageKind.Bye, number);
            if (_plan.Hold != Timeout.InfiniteTimeSpan)
            {
                Set(number, Due.Bye, 0, now, _plan.Hold);
            }
        }
        else if (call.State == State.Ended && call.Bye is null && !call.LateBye)
        {
            // Given up, but answered after all: ended at once, so that the server is not left with it.
            call.LateBye = true;
            _port.Send(_out.AsSpan(0, _texts.WriteInDialog(_out, answer, MessageKind.Bye, number)));
        }
    }

    private void CountRefusal(in MessageView answer, TimeSpan elapsed)
    {
        if (answer.Status == 503)
        {
            _counters.Shed++;
            _counters.ShedWithoutRetry += answer.HasRetryAfter ? 0 : 1;
            _counters.Refusal.Add(elapsed);
        }
        else
        {
            _counters.Refused++;
            _counters.LastRefusal = answer.Status;
        }
    }

    private void OnByeAnswer(uint number, int status)
    {
        ref var call = ref _calls[number];
        if (call.State != State.Ending)
        {
            return;
        }
        if (status < 300)
        {
            _counters.Completed++;
        }
        else
        {
            _counters.Refused++;
            _counters.LastRefusal = status;
        }
        Forget(ref call);
    }

    private void OnRequest(in MessageView request)
    {
        if (request.Kind is not (MessageKind.Bye or MessageKind.Options))
        {
            return;
        }
        _port.Send(_out.AsSpan(0, Reply.WriteOk(_out, request)));
        if (request.Kind == MessageKind.Bye && _texts.TryCall(request.CallId, out var number) && number < _calls.Length)
        {
            ref var call = ref _calls[number];
            if (call.State == State.Answered)
            {
                _counters.Dropped++;
                Forget(ref call);
            }
        }
    }

    private void SendBye(uint number, int tries, long now)
    {
        ref var call = ref _calls[number];
        if (tries == 0)
        {
            call.State = State.Ending;
            call.Started = now;
        }
        _port.Send(call.Bye.AsSpan(0, call.ByeLength));
        Set(number, Due.ByeAgain, tries + 1, now, T1 * (1 << Math.Min(tries, 3)));
    }

    private void Forget(ref Outgoing call)
    {
        call.State = State.Ended;
        if (call.Bye is { } used)
        {
            _free.Push(used);
        }
        call.Bye = null;
        call.LateBye = true;
    }

    private void Set(uint number, Due what, int tries, long now, TimeSpan after) =>
        _timers.Enqueue((number, what, tries), now + (long)(after.TotalSeconds * Stopwatch.Frequency));

    private struct Outgoing
    {
        public State State;
        public bool LateBye;
        public int ByeLength;
        public byte[]? Bye;

        /// <summary>When INVITE, later BYE, was sent first.</summary>
        public long Started;
    }
}
