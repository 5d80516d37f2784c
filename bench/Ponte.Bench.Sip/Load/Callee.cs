using System.Diagnostics;
using System.Text;
using Ponte.Bench.Sip.Wire;

namespace Ponte.Bench.Sip.Load;

/// <summary>The called side on UDP: 180 at once, 200 a little later and again until ACK comes, 200 to BYE.</summary>
internal sealed class Callee
{
    private static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan T2 = TimeSpan.FromSeconds(4);
    private const int MaxTries = 8;

    private readonly UdpPort _port;
    private readonly TimeSpan _answerDelay;
    private readonly LoadCounters _counters;
    private readonly Dictionary<ulong, Ringing> _ringing = [];
    private readonly PriorityQueue<Ringing, long> _timers = new();
    private readonly Stack<Ringing> _free = new();
    private readonly byte[] _out = new byte[8192];
    private readonly byte[] _answerEnd;
    private readonly byte[] _ringingEnd;
    private uint _tag;

    public Callee(UdpPort port, TimeSpan answerDelay, LoadCounters counters)
    {
        _port = port;
        _answerDelay = answerDelay;
        _counters = counters;
        _answerEnd = AnswerEnd(Place.Exchange.ToString(), "RTP/AVP", null);
        _ringingEnd = Encoding.UTF8.GetBytes($"Contact: <sip:{Place.Exchange}>\r\nContent-Length: 0\r\n\r\n");
    }

    /// <summary>The end of a 200 to INVITE: contact, what is supported, SDP.</summary>
    public static byte[] AnswerEnd(string contact, string protocol, string? crypto)
    {
        var address = Place.Exchange.Address;
        var sdp =
            $"v=0\r\no=- 77 77 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio 31000 {protocol} 8 101\r\n"
            + $"a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n{crypto}";
        return Encoding.UTF8.GetBytes(
            $"Contact: <sip:{contact}>\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\nServer: Bench\r\n"
                + $"Content-Type: application/sdp\r\nContent-Length: {sdp.Length}\r\n\r\n{sdp}"
        );
    }

    public void Take(in MessageView message, long now)
    {
        switch (message.Kind)
        {
            case MessageKind.Invite:
                OnInvite(message, now);
                break;
            case MessageKind.Ack:
                Stop(KeyOf(message.CallId));
                break;
            case MessageKind.Cancel:
                OnCancel(message);
                break;
            case MessageKind.Bye or MessageKind.Options:
                _port.Send(_out.AsSpan(0, Reply.WriteOk(_out, message)));
                break;
        }
    }

    /// <summary>Sends what is due; when the next one is.</summary>
    public long Tick(long now)
    {
        while (_timers.TryPeek(out var call, out var due))
        {
            if (due > now)
            {
                return due;
            }
            _timers.Dequeue();
            if (call.Key == 0 || call.Tries >= MaxTries)
            {
                Stop(call.Key);
                call.Key = 0;
                _free.Push(call);
                continue;
            }
            if (call.Tries++ > 0)
            {
                _counters.Retransmissions++;
            }
            _port.Send(call.Answer.AsSpan(0, call.Length));
            _timers.Enqueue(call, now + Ticks(call.Pause));
            call.Pause = call.Pause * 2 < T2 ? call.Pause * 2 : T2;
        }
        return long.MaxValue;
    }

    private void OnInvite(in MessageView invite, long now)
    {
        var key = KeyOf(invite.CallId);
        var isNew = !_ringing.TryGetValue(key, out var call);
        var tag = isNew ? ++_tag : call!.Tag;
        _port.Send(_out.AsSpan(0, Reply.Write(_out, invite, "180 Ringing"u8, tag, _ringingEnd)));
        if (!isNew)
        {
            return;
        }
        call = _free.TryPop(out var used) ? used : new Ringing();
        call.Key = key;
        call.Tag = tag;
        call.Tries = 0;
        call.Pause = T1;
        call.Length = Reply.Write(call.Answer, invite, "200 OK"u8, tag, _answerEnd);
        _ringing.Add(key, call);
        _timers.Enqueue(call, now + Ticks(_answerDelay));
    }

    private void OnCancel(in MessageView cancel)
    {
        _port.Send(_out.AsSpan(0, Reply.WriteOk(_out, cancel)));
        if (_ringing.TryGetValue(KeyOf(cancel.CallId), out var call))
        {
            // The INVITE's own headers are those of the answer kept; only its first line differs, and what follows the headers does no harm in a 487.
            var start = call.Answer.AsSpan(0, call.Length).IndexOf((byte)'\n') + 1;
            var writer = new ByteWriter(_out);
            writer.Add("SIP/2.0 487 Request Terminated\r\n"u8);
            writer.Add(call.Answer.AsSpan(start, call.Length - start));
            _port.Send(writer.Written);
            Stop(call.Key);
        }
    }

    /// <summary>Takes the call out; its timer, which still holds it, gives it back.</summary>
    private void Stop(ulong key)
    {
        if (_ringing.Remove(key, out var call))
        {
            call.Key = 0;
        }
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);

    /// <summary>FNV-1a.</summary>
    private static ulong KeyOf(ReadOnlySpan<byte> callId)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in callId)
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }
        return hash | 1;
    }

    private sealed class Ringing
    {
        /// <summary>0: over.</summary>
        public ulong Key;
        public uint Tag;
        public int Tries;
        public TimeSpan Pause;
        public int Length;
        public readonly byte[] Answer = new byte[3072];
    }
}
