using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>When to register again: pure rules of RFC 3261 10.2.4 and RFC 5626 4.5.</summary>
internal static class RegistrationTimes
{
    /// <summary>A refresh comes this long before the binding ends, if that is less than half its life.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Shorter lives than this are taken for a fault of the registrar; more often we do not register.</summary>
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(10);

    /// <summary>How long after a 200 to refresh.</summary>
    public static TimeSpan RefreshAfter(TimeSpan life)
    {
        life = life < ShortestLife ? ShortestLife : life;
        return life - Margin > life / 2 ? life - Margin : life / 2;
    }

    /// <summary>How long to wait after failures in a row: doubling up to a limit, and between a half and the whole of that.</summary>
    /// <param name="settings">First and longest wait.</param>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="jitter">A random number from 0 to below 1.</param>
    public static TimeSpan RetryAfter(RegistrationSettings settings, int failures, double jitter)
    {
        var upper = settings.FirstRetry * Math.Pow(2, Math.Min(failures - 1, 20));
        upper = upper < settings.LongestRetry ? upper : settings.LongestRetry;
        return upper * (0.5 + (jitter / 2));
    }

    /// <summary>The life that a 200 grants to our binding: of our Contact, else the Expires header, else what we asked for.</summary>
    public static TimeSpan Life(SipResponse response, string contactUri, TimeSpan asked)
    {
        if (SipUri.TryParse(contactUri, out var ours))
        {
            foreach (var contact in response.Headers.Addresses(HeaderName.Contact))
            {
                if (contact.Uri?.IsEquivalentTo(ours) == true && uint.TryParse(contact.Parameter("expires"), out var own))
                {
                    return TimeSpan.FromSeconds(own);
                }
            }
        }
        return response.Headers.Number(HeaderName.Expires) is { } all ? TimeSpan.FromSeconds(all) : asked;
    }
}
