using System.Collections.Immutable;
using Ponte.Pbx.Document;
using Ponte.Pbx.Phones;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Composition;

/// <summary>Phones as the company knows them, in the words of the APIs.</summary>
internal static class PhoneStatuses
{
    /// <summary>The phones, those of one user together.</summary>
    public static ImmutableArray<PhoneStatus> Of(PhoneServices phones, CompanyDocument document)
    {
        var moment = phones.Moment;
        var names = document.Users.ToDictionary(u => u.Id, u => u.Name, StringComparer.Ordinal);
        return
        [
            .. phones
                .Directory.Accounts.OrderBy(a => a.Name, StringComparer.Ordinal)
                .Select(a => new PhoneStatus(
                    a.Name,
                    a.Line ?? names.GetValueOrDefault(a.User ?? "", ""),
                    [
                        .. phones
                            .Book.Of(a.Name, moment.Now)
                            .Select(b => new PhoneBinding(
                                b.Source.ToString(),
                                b.Protocol.ToString().ToLowerInvariant(),
                                b.Contact,
                                b.UserAgent,
                                moment.Utc + (b.Expires - moment.Now)
                            )),
                    ]
                )),
        ];
    }
}
