using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;

namespace Ponte.Media.Mixing;

/// <summary>
/// A conference: every 20 ms each member hears the sum of those that it may hear, and never itself. The sum of all is made once; a member's own part is taken out
/// of it. Members that say nothing get the same bytes. For the worker's thread.
/// </summary>
internal sealed class MixRoom : IPacedTask
{
    /// <summary>Samples of a frame at 16 kHz.</summary>
    public const int LargestFrame = 320;

    private const int NarrowRate = 8000;
    private const int WideRate = 16000;
    private const int MaximumLateFrames = 5;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(AudioIntake.FrameMilliseconds);

    private readonly List<MixMember> _members = [];
    private readonly int[] _sum = new int[LargestFrame];
    private readonly int[] _own = new int[LargestFrame];
    private readonly short[] _output = new short[LargestFrame];
    private readonly MixChime _chime = new();
    private readonly SharedPayload _sharedA = new(G711Encoder.A);
    private readonly SharedPayload _sharedMu = new(G711Encoder.Mu);
    private int _rate = NarrowRate;

    /// <inheritdoc/>
    public TimeSpan Due { get; private set; }

    /// <inheritdoc/>
    public bool IsOver => _members.Count == 0;

    /// <summary>How many members there are.</summary>
    public int Count => _members.Count;

    /// <summary>Takes a stream in, or gives it another role.</summary>
    public void Join(MediaStream stream, MixRole role, TimeSpan now)
    {
        if (Find(stream) is { } member)
        {
            member.Role = role;
            return;
        }
        if (_members.Count == 0)
        {
            Due = now;
        }
        _members.Add(new MixMember(stream, role, _rate));
        Retune();
        if (role.Chimes)
        {
            _chime.Begin(isJoin: true);
        }
    }

    /// <summary>Lets a stream go.</summary>
    public void Leave(MediaStream stream)
    {
        if (Find(stream) is not { } member)
        {
            return;
        }
        _members.Remove(member);
        member.Dispose();
        Retune();
        if (member.Role.Chimes)
        {
            _chime.Begin(isJoin: false);
        }
    }

    /// <inheritdoc/>
    public void Run(TimeSpan now)
    {
        if (now - Due > MaximumLateFrames * Frame)
        {
            Due = now;
        }
        for (; !IsOver && Due <= now; Due += Frame)
        {
            Mix(now);
        }
    }

    private MixMember? Find(MediaStream stream) => _members.Find(m => m.Stream == stream);

    /// <summary>Wide as soon as one member is.</summary>
    private void Retune()
    {
        var rate = _members.Exists(m => m.Stream.Sender.Maker.SampleRate > NarrowRate) ? WideRate : NarrowRate;
        if (rate != _rate)
        {
            _rate = rate;
            _members.ForEach(m => m.Intake.Retune(rate));
        }
    }

    private void Mix(TimeSpan now)
    {
        var length = _rate * AudioIntake.FrameMilliseconds / 1000;
        var sum = _sum.AsSpan(0, length);
        sum.Clear();
        foreach (var member in _members)
        {
            member.Pull(length);
            if (member.IsPublic)
            {
                Add(sum, member.Samples);
            }
        }
        _chime.AddTo(sum, _rate);
        _sharedA.IsMade = false;
        _sharedMu.IsMade = false;
        foreach (var member in _members)
        {
            Send(member, sum, now);
        }
    }

    private void Send(MixMember member, ReadOnlySpan<int> sum, TimeSpan now)
    {
        if (
            !member.TakesMix(_members, Due)
            || !member.Stream.Sender.MaySendMade
            || member.Stream.Sender.Maker.AudioFormat is not { } format
        )
        {
            return;
        }
        var isShared = member.Role.Hears.IsDefault && !member.IsPublic && !HearsWhisper(member);
        var shared = !isShared || _rate != NarrowRate ? null : SharedOf(format);
        if (shared is { IsMade: true })
        {
            member.Stream.Sender.SendMade(shared.Payload, format, Frame, Due, now);
            return;
        }
        var output = _output.AsSpan(0, sum.Length);
        Limit(isShared ? sum : SumFor(member, sum), output);
        if (shared is not null)
        {
            shared.Make(output);
            member.Stream.Sender.SendMade(shared.Payload, format, Frame, Due, now);
            return;
        }
        Span<byte> payload = stackalloc byte[LargestFrame];
        var length = member.Encoder.Encode(output, _rate, format, payload);
        member.Stream.Sender.SendMade(payload[..length], format, Frame, Due, now);
    }

    private SharedPayload? SharedOf(PayloadFormat format) =>
        format.Encoding switch
        {
            "PCMA" => _sharedA,
            "PCMU" => _sharedMu,
            _ => null,
        };

    /// <summary>Whether somebody speaks to some only, this member among them.</summary>
    private bool HearsWhisper(MixMember member)
    {
        foreach (var other in _members)
        {
            if (!other.Role.HeardBy.IsDefault && member.Hears(other))
            {
                return true;
            }
        }
        return false;
    }

    private ReadOnlySpan<int> SumFor(MixMember member, ReadOnlySpan<int> all)
    {
        var own = _own.AsSpan(0, all.Length);
        if (member.Role.Hears.IsDefault)
        {
            all.CopyTo(own);
            if (member.IsPublic)
            {
                for (var i = 0; i < own.Length; i++)
                {
                    own[i] -= member.Samples[i];
                }
            }
        }
        else
        {
            own.Clear();
        }
        foreach (var other in _members)
        {
            // The sum of all has those that everybody hears already.
            if ((!member.Role.Hears.IsDefault || !other.IsPublic) && member.Hears(other))
            {
                Add(own, other.Samples);
            }
        }
        return own;
    }

    private static void Add(Span<int> sum, ReadOnlySpan<short> samples)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += samples[i];
        }
    }

    private static void Limit(ReadOnlySpan<int> sum, Span<short> output)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            output[i] = (short)Math.Clamp(sum[i], short.MinValue, short.MaxValue);
        }
    }

    /// <summary>What all who say nothing hear, encoded once.</summary>
    private sealed class SharedPayload(G711Encoder encoder)
    {
        private readonly byte[] _payload = new byte[LargestFrame];
        private int _length;

        public bool IsMade { get; set; }

        public ReadOnlySpan<byte> Payload => _payload.AsSpan(0, _length);

        public void Make(ReadOnlySpan<short> samples)
        {
            _length = encoder.Encode(samples, _payload);
            IsMade = true;
        }
    }
}
