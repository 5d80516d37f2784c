using System.Net;

namespace Ponte.Server.Settings;

/// <content>Pages and APIs.</content>
internal sealed partial class SettingsReader
{
    private const int HttpPort = 8080;

    private HttpSettings? ReadHttp(SettingsSection section)
    {
        var address = ReadHttpAddress(section);
        var pages = section.Text("Pages");
        var (certificate, key) = (section.Text("Certificate"), section.Text("Key"));
        var selfMade = section.Flag("SelfMade", false);
        var framedBy = ReadFramedBy(section);
        section.CheckUnknown();
        if (pages is not null && !Directory.Exists(FullPath(pages)))
        {
            section.Error("Pages", pages, "is no folder; give the folder of the built pages, or leave it out");
        }
        if (certificate is null != key is null)
        {
            section.Error(certificate is null ? "Certificate" : "Key", null, "is missing; certificate and key are given together");
        }
        foreach (var (name, path) in new[] { ("Certificate", certificate), ("Key", key) })
        {
            if (path is not null && !File.Exists(FullPath(path)))
            {
                section.Error(name, path, "is no file; give the path of a PEM file");
            }
        }
        if (selfMade && certificate is not null)
        {
            section.Error("SelfMade", "true", "cannot be beside Certificate; leave one of them out");
        }
        return address is null
            ? null
            : new HttpSettings
            {
                Address = address,
                Pages = pages is null ? PagesBesideProgram : FullPath(pages),
                Certificate = certificate is null ? "" : FullPath(certificate),
                Key = key is null ? "" : FullPath(key),
                SelfMade = selfMade,
                FramedBy = framedBy,
            };
    }

    private static string ReadFramedBy(SettingsSection section)
    {
        var text = section.Text("FramedBy") ?? "";
        if (
            text.Length > 0
            && (
                !Uri.TryCreate(text, UriKind.Absolute, out var uri)
                || !uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.Ordinal)
            )
        )
        {
            section.Error(
                "FramedBy",
                text,
                "is no origin; give scheme, host and port of the site, for instance https://intranet.example.com"
            );
        }
        return text;
    }

    private static string PagesBesideProgram =>
        Path.Combine(AppContext.BaseDirectory, "pages") is var path && Directory.Exists(path) ? path : "";

    private static IPEndPoint? ReadHttpAddress(SettingsSection section)
    {
        var text = section.Text("Address");
        var endPoint = text switch
        {
            null => new IPEndPoint(IPAddress.Loopback, HttpPort),
            _ when text.Equals("off", StringComparison.OrdinalIgnoreCase) => null,
            // Nobody is told this address, so that all of them may be meant.
            _ => EndPointText.Parse(text, HttpPort),
        };
        if (endPoint is null && text is not null && !text.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            section.Error("Address", text, "is no address with port; give ADDRESS:PORT, for instance 127.0.0.1:8080, or off");
        }
        return endPoint;
    }
}
