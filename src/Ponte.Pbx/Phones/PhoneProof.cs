using System.Collections.Immutable;
using Ponte.Sip.Agent;

namespace Ponte.Pbx.Phones;

/// <summary>Whose a request is, or how it is refused.</summary>
/// <param name="Account">The account; null where it is refused.</param>
/// <param name="Status">The status of the refusal.</param>
/// <param name="Headers">Its headers: the challenges.</param>
internal sealed record PhoneProof(PhoneAccount? Account, int Status, ImmutableArray<ExtraHeader> Headers)
{
    public static PhoneProof Of(PhoneAccount account) => new(account, 0, []);

    public static PhoneProof Refused(int status, ImmutableArray<ExtraHeader> headers = default) =>
        new(null, status, headers.IsDefault ? [] : headers);
}
