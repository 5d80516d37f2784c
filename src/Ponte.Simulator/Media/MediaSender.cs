using System.Net;
using System.Security.Cryptography;
using Ponte.Media.Codecs;
using Ponte.Media.Rtcp;
using Ponte.Media.Rtp;
using Ponte.Media.Srtp;
using Ponte.Media.Tones;

namespace Ponte.Simulator.Media;

/// <summary>The sending half of an end-point: a packet each 20 ms of tone, silence, comfort noise or digits. Its owner's lock guards it.</summary>
internal sealed class MediaSender : IDisposable
{
    private const int SampleRate = 8000;
    private const int Samples = 160;
    private const long PacketNanoseconds = 20_000_000;

    /// <summary>Audio of a bridged end that waits: 200 ms. What is older is left out.</summary>
    private const int MaxFed = 10 * Samples;

    /// <summary>Packets made up for at once after a pause of the thread; older ones are left out.</summary>
    private const int MaxCatchUp = 5;

    private readonly byte[] _packet = new byte[512];
    private readonly short[] _samples = new short[Samples];
    private readonly Queue<short> _fed = new(MaxFed);
    private readonly TelephoneEventWriter _keys = new(SampleRate, TimeSpan.FromMilliseconds(20));
    private readonly uint _ssrc = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
    private SrtpSender? _srtp;
    private ToneGenerator? _tone;
    private ushort _sequence;
    private uint _timestamp = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
    private long _due;
    private bool _noiseSent;
    private bool _marker = true;
    private uint _octets;

    public MediaSender(ushort firstSequence) => _sequence = firstSequence;

    public long PacketsSent { get; private set; }

    /// <summary>The tone in Hz that is played; 0 for silence.</summary>
    public int Frequency { get; private set; }

    /// <summary>Sends nothing at all, not even silence.</summary>
    public bool IsStopped { get; set; }

    public void Play(int frequency)
    {
        Frequency = frequency;
        IsStopped = false;
        _noiseSent = false;
        _tone = frequency == 0 ? null : new ToneGenerator(Cadence.Steady(frequency, CountryTones.TestLevel), SampleRate);
    }

    /// <summary>Plays audio of a bridged end instead of tone and silence.</summary>
    public void Feed(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples)
        {
            if (_fed.Count == MaxFed)
            {
                _fed.Dequeue();
            }
            _fed.Enqueue(sample);
        }
    }

    public bool SendDigits(string digits) => _keys.TryEnqueue(digits);

    public void Configure(MediaPlan plan) => _srtp = SrtpSender.For(plan.SendKey, _srtp);

    /// <summary>Sends what is due at <paramref name="now"/>.</summary>
    public void Run(MediaPlan plan, IPEndPoint remote, MediaSockets sockets, long now)
    {
        if (!plan.Sends || plan.Audio is null)
        {
            _due = 0;
            _marker = true;
            return;
        }
        if (_due == 0 || now - _due > MaxCatchUp * PacketNanoseconds)
        {
            Skip(now);
        }
        while (_due <= now)
        {
            _due += PacketNanoseconds;
            SendOne(plan, remote, sockets);
            _timestamp += Samples;
        }
    }

    /// <summary>Writes a sender report for the packets so far.</summary>
    public int WriteReport(Span<byte> buffer, DateTimeOffset at, ReadOnlySpan<ReportBlock> reports)
    {
        var writer = new RtcpWriter(buffer);
        var info = new SenderInfo(NtpTime.FromDateTime(at), _timestamp, (uint)PacketsSent, _octets);
        if (PacketsSent > 0)
        {
            writer.WriteSenderReport(_ssrc, info, reports);
        }
        else
        {
            writer.WriteReceiverReport(_ssrc, reports);
        }
        writer.WriteCname(_ssrc, "simulator"u8);
        return _srtp?.ProtectRtcp(buffer, writer.Length) ?? writer.Length;
    }

    public void Dispose() => _srtp?.Dispose();

    /// <summary>Begins, or goes on after a pause: the time that passed counts in the timestamps, and a marker says that a spurt begins.</summary>
    private void Skip(long now)
    {
        if (_due != 0)
        {
            _timestamp += (uint)((now - _due) / PacketNanoseconds * Samples);
            _marker = true;
        }
        _due = now;
    }

    private void SendOne(MediaPlan plan, IPEndPoint remote, MediaSockets sockets)
    {
        if (plan.Events is { } events && _keys.IsActive)
        {
            if (_keys.TryNext(_timestamp, _packet.AsSpan(RtpHeader.FixedLength), out var at, out var marker))
            {
                Transmit(events.SendPayloadType, marker, at, TelephoneEvent.Length, remote, sockets);
                return;
            }
        }
        if (IsStopped)
        {
            return;
        }
        if (_tone is null && _fed.Count < Samples && plan.ComfortNoise is { } noise)
        {
            // With comfort noise agreed Teams says once that it is quiet, and then nothing more.
            if (!_noiseSent)
            {
                _noiseSent = true;
                Transmit(
                    noise.SendPayloadType,
                    false,
                    _timestamp,
                    ComfortNoise.Write(_packet.AsSpan(RtpHeader.FixedLength), -60),
                    remote,
                    sockets
                );
            }
            _marker = true;
            return;
        }
        Transmit(plan.Audio!.SendPayloadType, _marker, _timestamp, Encode(plan.Audio.Encoding), remote, sockets);
        _marker = false;
    }

    private int Encode(string encoding)
    {
        if (_fed.Count >= Samples)
        {
            for (var i = 0; i < Samples; i++)
            {
                _samples[i] = _fed.Dequeue();
            }
            _noiseSent = false;
        }
        else if (_tone is null)
        {
            _samples.AsSpan().Clear();
        }
        else
        {
            _tone.Fill(_samples);
        }
        var payload = _packet.AsSpan(RtpHeader.FixedLength, Samples);
        if (encoding is "PCMA")
        {
            G711.EncodeA(_samples, payload);
        }
        else
        {
            G711.EncodeMu(_samples, payload);
        }
        return Samples;
    }

    private void Transmit(byte payloadType, bool marker, uint timestamp, int payloadLength, IPEndPoint remote, MediaSockets sockets)
    {
        var length = RtpPacket.WriteHeader(_packet, payloadType, marker, _sequence, timestamp, _ssrc) + payloadLength;
        _sequence++;
        var protectedLength = _srtp?.Protect(_packet, length) ?? length;
        PacketsSent++;
        _octets += (uint)payloadLength;
        sockets.SendRtp(_packet.AsSpan(0, protectedLength), remote);
    }
}
