namespace Ponte.Pbx.Doctor;

/// <summary>Reads Microsoft's refusals (Direct Routing, SIP response codes).</summary>
public static class TeamsFaults
{
    private static readonly (int Status, string Mark, TeamsFault Fault)[] Known =
    [
        (403, "510532", TeamsFault.GatewayUnknown),
        (403, "10199", TeamsFault.UserNotEnabled),
        (403, "510560", TeamsFault.UserNotEnabled),
        (403, "510562", TeamsFault.UserNotEnabled),
        (403, "510563", TeamsFault.UserNotEnabled),
        (403, "510534", TeamsFault.CallerBlocked),
        (403, "10500", TeamsFault.LocationRouting),
        (403, "510546", TeamsFault.LocationRouting),
        (488, "531027", TeamsFault.BypassExpected),
        (503, "540998", TeamsFault.GatewayDisabled),
        (500, "510482", TeamsFault.Loop),
        (404, "", TeamsFault.NumberNotAssigned),
        (412, "", TeamsFault.NumberMalformed),
        (488, "", TeamsFault.NoCommonMedia),
        (403, "", TeamsFault.GatewayUnknown),
    ];

    /// <summary>What a refusal means.</summary>
    /// <param name="status">The final status.</param>
    /// <param name="text">What Microsoft said with it: the text of Reason, or the reason phrase.</param>
    public static TeamsFault Of(int status, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (known, mark, fault) in Known)
        {
            if (known == status && text.Contains(mark, StringComparison.Ordinal))
            {
                return fault;
            }
        }
        return TeamsFault.Other;
    }
}
