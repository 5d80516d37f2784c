namespace Ponte.Bench.Sip.Wire;

/// <summary>What a message is.</summary>
internal enum MessageKind : byte
{
    Other,
    Response,
    Invite,
    Ack,
    Bye,
    Cancel,
    Options,
}
