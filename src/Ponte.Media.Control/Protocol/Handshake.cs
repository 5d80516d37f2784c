#pragma warning disable MA0048 // The three frames of one exchange.
namespace Ponte.Media.Control.Protocol;

/// <summary>The client introduces itself.</summary>
internal sealed record Hello(ushort OldestVersion, ushort NewestVersion, bool TakeOver)
{
    public static Hello Ours(bool takeOver) => new(ProtocolLimits.OldestVersion, ProtocolLimits.Version, takeOver);

    public byte[] ToFrame()
    {
        var writer = new WireWriter(FrameKind.Hello);
        writer.UInt32(ProtocolLimits.Magic);
        writer.UInt16(OldestVersion);
        writer.UInt16(NewestVersion);
        writer.Bool(TakeOver);
        return writer.ToFrame();
    }

    public static Hello? Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        if (reader.UInt32() != ProtocolLimits.Magic)
        {
            return null;
        }
        var hello = new Hello(reader.UInt16(), reader.UInt16(), reader.Bool());
        // A later version may say more.
        return reader.IsBroken ? null : hello;
    }
}

/// <summary>The process takes the client.</summary>
/// <param name="Version">The version to speak.</param>
/// <param name="Instance">A number that no other run of the process has.</param>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Settings">What it was started with, to compare.</param>
internal sealed record Welcome(ushort Version, ulong Instance, int ProcessId, string Settings)
{
    public byte[] ToFrame()
    {
        var writer = new WireWriter(FrameKind.Welcome);
        writer.UInt16(Version);
        writer.UInt64(Instance);
        writer.Int32(ProcessId);
        writer.Words(Settings);
        return writer.ToFrame();
    }

    public static Welcome? Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var welcome = new Welcome(reader.UInt16(), reader.UInt64(), reader.Int32(), reader.Text());
        return reader.IsBroken ? null : welcome;
    }
}

/// <summary>The process turns the client away.</summary>
internal sealed record Rejected(RejectReason Reason, int ProcessId, string Detail)
{
    public byte[] ToFrame()
    {
        var writer = new WireWriter(FrameKind.Rejected);
        writer.Byte((byte)Reason);
        writer.Int32(ProcessId);
        writer.Words(Detail);
        return writer.ToFrame();
    }

    public static Rejected? Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var rejected = new Rejected((RejectReason)reader.Byte(), reader.Int32(), reader.Text());
        return reader.IsBroken ? null : rejected;
    }
}
