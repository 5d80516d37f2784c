namespace Ponte.Sip.Messages;

/// <summary>Text of methods to <see cref="SipMethod"/> and back. Method names are case-sensitive (RFC 3261 7.1).</summary>
public static class SipMethods
{
    private static readonly string[] Names =
    [
        "",
        "INVITE",
        "ACK",
        "BYE",
        "CANCEL",
        "OPTIONS",
        "REGISTER",
        "REFER",
        "NOTIFY",
        "SUBSCRIBE",
        "UPDATE",
        "PRACK",
        "INFO",
        "MESSAGE",
        "PUBLISH",
    ];

    /// <summary>The name as it stands in a message; empty for <see cref="SipMethod.Other"/>.</summary>
    public static string Text(SipMethod method) => Names[(int)method];

    /// <summary>The method of a name; <see cref="SipMethod.Other"/> if it is not known.</summary>
    public static SipMethod Find(string name)
    {
        for (var i = 1; i < Names.Length; i++)
        {
            if (string.Equals(Names[i], name, StringComparison.Ordinal))
            {
                return (SipMethod)i;
            }
        }
        return SipMethod.Other;
    }

    /// <summary>The method of a name in bytes; <see cref="SipMethod.Other"/> if it is not known.</summary>
    public static SipMethod Find(ReadOnlySpan<byte> name) =>
        name.Length switch
        {
            3 when name.SequenceEqual("ACK"u8) => SipMethod.Ack,
            3 when name.SequenceEqual("BYE"u8) => SipMethod.Bye,
            4 when name.SequenceEqual("INFO"u8) => SipMethod.Info,
            5 when name.SequenceEqual("REFER"u8) => SipMethod.Refer,
            5 when name.SequenceEqual("PRACK"u8) => SipMethod.Prack,
            6 when name.SequenceEqual("INVITE"u8) => SipMethod.Invite,
            6 when name.SequenceEqual("CANCEL"u8) => SipMethod.Cancel,
            6 when name.SequenceEqual("NOTIFY"u8) => SipMethod.Notify,
            6 when name.SequenceEqual("UPDATE"u8) => SipMethod.Update,
            7 when name.SequenceEqual("OPTIONS"u8) => SipMethod.Options,
            7 when name.SequenceEqual("MESSAGE"u8) => SipMethod.Message,
            7 when name.SequenceEqual("PUBLISH"u8) => SipMethod.Publish,
            8 when name.SequenceEqual("REGISTER"u8) => SipMethod.Register,
            9 when name.SequenceEqual("SUBSCRIBE"u8) => SipMethod.Subscribe,
            _ => SipMethod.Other,
        };
}
