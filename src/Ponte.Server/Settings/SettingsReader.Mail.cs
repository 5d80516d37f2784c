using MimeKit;

namespace Ponte.Server.Settings;

/// <content>The mail server.</content>
internal sealed partial class SettingsReader
{
    private const int MaxMailMebibytes = 100;

    private static MailSettings? ReadMail(SettingsSection section)
    {
        var tls = section.Choice("Tls", MailTls.StartTls, ("starttls", MailTls.StartTls), ("tls", MailTls.Tls), ("off", MailTls.Off));
        var host = section.Text("Host");
        var port = section.Number("Port", DefaultPort(tls), 1, 65_535);
        var user = section.Text("User");
        var password = section.Text("Password");
        var from = section.Text("From");
        var size = section.Number("MaxMebibytes", MailSettings.DefaultMaxMebibytes, 1, MaxMailMebibytes);
        section.CheckUnknown();
        if (host is null)
        {
            if ((user ?? password ?? from) is not null)
            {
                section.Error("Host", null, "is missing; give the name of the mail server, for instance smtp.example.com");
            }
            return null;
        }
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            section.Error("Host", host, "is no name of a host; give a name or an address, and the port in Mail:Port");
        }
        if (from is null || !MailboxAddress.TryParse(from, out var sender) || !sender.Address.Contains('@', StringComparison.Ordinal))
        {
            section.Error("From", from, "is no sender; give an address that the mail server lets us use, for instance ponte@example.com");
        }
        if (user is null != password is null)
        {
            section.Error(user is null ? "User" : "Password", null, "is missing; user and password are given together");
        }
        if (user is not null && tls == MailTls.Off)
        {
            section.Error("Tls", "off", "would send the password in the clear; give starttls or tls, or leave out User and Password");
        }
        return new MailSettings
        {
            Host = host,
            Port = port,
            Tls = tls,
            User = user ?? "",
            Password = password ?? "",
            From = from ?? "",
            MaxMebibytes = size,
        };
    }

    private static int DefaultPort(MailTls tls) =>
        tls switch
        {
            MailTls.StartTls => 587,
            MailTls.Tls => 465,
            _ => 25,
        };
}
