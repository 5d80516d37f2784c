using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using Ponte.Calls.Model;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Lamps;

/// <summary>Writes the document of the dialog event package (RFC 4235 section 4).</summary>
public static class DialogInfo
{
    /// <summary>The event package.</summary>
    public const string Package = "dialog";

    /// <summary>Its media type.</summary>
    public const string ContentType = "application/dialog-info+xml";

    private const string Namespace = "urn:ietf:params:xml:ns:dialog-info";

    /// <summary>The whole state of one entity.</summary>
    /// <param name="entity">Whose state it is: a SIP URI.</param>
    /// <param name="host">The host of the other parties' URIs.</param>
    /// <param name="version">One more with each document of a subscription (section 4.1.1).</param>
    /// <param name="dialogs">The calls.</param>
    public static byte[] Write(string entity, string host, uint version, ImmutableArray<LampDialog> dialogs)
    {
        using var stream = new MemoryStream(512);
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            CheckCharacters = true,
        };
        using (var xml = XmlWriter.Create(stream, settings))
        {
            xml.WriteStartElement("dialog-info", Namespace);
            xml.WriteAttributeString("version", version.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("state", "full");
            xml.WriteAttributeString("entity", entity);
            foreach (var dialog in dialogs)
            {
                Write(xml, dialog, host);
            }
            xml.WriteEndElement();
        }
        return stream.ToArray();
    }

    private static void Write(XmlWriter xml, LampDialog dialog, string host)
    {
        xml.WriteStartElement("dialog", Namespace);
        xml.WriteAttributeString("id", dialog.Call.Value);
        xml.WriteAttributeString("direction", dialog.IsCaller ? "initiator" : "recipient");
        xml.WriteElementString("state", Namespace, StateOf(dialog));
        if (!dialog.Remote.IsAnonymous && dialog.Remote.Number.Length > 0)
        {
            WriteRemote(xml, dialog.Remote, host);
        }
        xml.WriteEndElement();
    }

    /// <summary>Section 3.7.1: the called side of a call that does not ring yet has an early dialog, too, for phones that know no other lamp for it.</summary>
    private static string StateOf(LampDialog dialog) =>
        dialog.State switch
        {
            LampState.Trying when dialog.IsCaller => "trying",
            LampState.Trying or LampState.Ringing => "early",
            _ => "confirmed",
        };

    private static void WriteRemote(XmlWriter xml, Party remote, string host)
    {
        var uri = new SipUriBuilder { User = remote.Number, Host = host }.ToString();
        xml.WriteStartElement("remote", Namespace);
        xml.WriteStartElement("identity", Namespace);
        if (remote.Name.Length > 0)
        {
            xml.WriteAttributeString("display", new string([.. remote.Name.Where(XmlConvert.IsXmlChar)]));
        }
        xml.WriteString(uri);
        xml.WriteEndElement();
        xml.WriteStartElement("target", Namespace);
        xml.WriteAttributeString("uri", uri);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
