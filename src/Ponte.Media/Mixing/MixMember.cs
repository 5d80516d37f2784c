using Ponte.Media.Control.Model;
using Ponte.Media.Engine;

namespace Ponte.Media.Mixing;

/// <summary>One member of a mix. For the worker's thread.</summary>
internal sealed class MixMember : IDisposable
{
    /// <summary>A source that says nothing for so long is not waited for.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);

    private TimeSpan? _waitsSince;

    /// <summary>A member that begins to be listened to.</summary>
    public MixMember(MediaStream stream, MixRole role, int sampleRate)
    {
        Stream = stream;
        Role = role;
        Intake = new AudioIntake(sampleRate);
        stream.AddTap(Intake);
    }

    /// <summary>The stream.</summary>
    public MediaStream Stream { get; }

    /// <summary>Who hears it and whom it hears.</summary>
    public MixRole Role { get; set; }

    /// <summary>What it says.</summary>
    public AudioIntake Intake { get; }

    /// <summary>Makes what it hears.</summary>
    public FrameEncoder Encoder { get; } = new();

    /// <summary>The samples of this frame.</summary>
    public short[] Samples { get; } = new short[MixRoom.LargestFrame];

    /// <summary>Whether audio came of it for this frame, muted or not.</summary>
    public bool HasAudio { get; private set; }

    /// <summary>Whether it says something in this frame.</summary>
    public bool IsHeard { get; private set; }

    /// <summary>Whether it is part of what everybody hears.</summary>
    public bool IsPublic => IsHeard && Role.HeardBy.IsDefault;

    /// <summary>Takes its next frame.</summary>
    public void Pull(int samples)
    {
        // Pulled also while it is muted, so that nothing old is heard afterwards.
        HasAudio = Intake.Pull(Samples.AsSpan(0, samples));
        IsHeard = HasAudio && Role.Speaks;
    }

    /// <summary>
    /// Whether the mix is what it hears now. Where others are relayed to it, that goes on until the mix has their audio too: a jitter buffer needs a
    /// moment, and nobody shall hear a gap because somebody else comes.
    /// </summary>
    public bool TakesMix(List<MixMember> members, TimeSpan due)
    {
        if (Role.Hears is { IsDefault: false, IsEmpty: true })
        {
            _waitsSince = null;
            Stream.Sender.IsMixed = false;
        }
        else if (!Stream.Sender.IsMixed)
        {
            _waitsSince ??= due;
            Stream.Sender.IsMixed = due - _waitsSince >= LongestWait || HasAllOfThem(members);
        }
        return Stream.Sender.IsMixed;
    }

    private bool HasAllOfThem(List<MixMember> members)
    {
        foreach (var member in members)
        {
            if (!member.HasAudio && Stream.IsConnectedTo(member.Stream))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether it hears another member now.</summary>
    public bool Hears(MixMember other) =>
        other != this
        && other.IsHeard
        && (other.Role.HeardBy.IsDefault || other.Role.HeardBy.Contains(Stream.Id))
        && (Role.Hears.IsDefault || Role.Hears.Contains(other.Stream.Id));

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Sender.IsMixed = false;
        Stream.RemoveTap(Intake);
        Intake.Dispose();
        Encoder.Dispose();
    }
}
