namespace Ponte.Sip.Messages;

/// <summary>The methods that the stack knows by name. A method that is not here is <see cref="Other"/> and travels by its text.</summary>
public enum SipMethod : byte
{
    /// <summary>A method that is not in this list.</summary>
    Other,

    /// <summary>INVITE, RFC 3261.</summary>
    Invite,

    /// <summary>ACK, RFC 3261.</summary>
    Ack,

    /// <summary>BYE, RFC 3261.</summary>
    Bye,

    /// <summary>CANCEL, RFC 3261.</summary>
    Cancel,

    /// <summary>OPTIONS, RFC 3261.</summary>
    Options,

    /// <summary>REGISTER, RFC 3261.</summary>
    Register,

    /// <summary>REFER, RFC 3515.</summary>
    Refer,

    /// <summary>NOTIFY, RFC 6665.</summary>
    Notify,

    /// <summary>SUBSCRIBE, RFC 6665.</summary>
    Subscribe,

    /// <summary>UPDATE, RFC 3311.</summary>
    Update,

    /// <summary>PRACK, RFC 3262.</summary>
    Prack,

    /// <summary>INFO, RFC 6086.</summary>
    Info,

    /// <summary>MESSAGE, RFC 3428.</summary>
    Message,

    /// <summary>PUBLISH, RFC 3903.</summary>
    Publish,
}
