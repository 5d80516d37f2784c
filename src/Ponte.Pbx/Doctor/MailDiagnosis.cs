using System.Globalization;

namespace Ponte.Pbx.Doctor;

/// <summary>Mails.</summary>
internal static class MailDiagnosis
{
    /// <summary>A mail server may be away for so long without anybody being the worse for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static IEnumerable<Finding> Of(Examination facts)
    {
        if (facts.Mail is not { } mail)
        {
            yield break;
        }
        if (mail.Delayed > 0)
        {
            var level = facts.At - mail.Since > Patience ? FindingLevel.Error : FindingLevel.Warning;
            yield return new Finding(FindingCode.MailUnsent, level, "Mail", [Number(mail.Delayed), mail.Failure]);
        }
        if (mail.Refused > 0)
        {
            yield return Finding.Error(FindingCode.MailRefused, "Mail", Number(mail.Refused), mail.Failure);
        }
        if (mail is { Delayed: 0, Refused: 0 })
        {
            yield return Finding.Good(FindingCode.MailGood, "Mail");
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
