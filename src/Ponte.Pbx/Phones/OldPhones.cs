using System.Net;
using Ponte.Pbx.Phones.Guard;

namespace Ponte.Pbx.Phones;

/// <summary>
/// Phones that fail when a challenge names SHA-256, where RFC 8760 section 2.4 tells them to pass it over: they are asked by MD5 alone. Known by
/// their name, or by asking twice without an answer to the challenge in between. From any thread.
/// </summary>
internal sealed class OldPhones(int capacity)
{
    /// <summary>libre gives up with "Function not implemented" before its version 2.10.</summary>
    private static readonly string[] Names = ["baresip v0.", "baresip v1."];

    private readonly Lock _lock = new();

    /// <summary>Who was challenged and has not answered yet. Guarded by <see cref="_lock"/>.</summary>
    private readonly RecentTable<(IPAddress, string), bool> _unanswered = new(capacity);

    /// <summary>Whether the challenge that is about to be sent shall be MD5 alone. Notes that it is sent.</summary>
    public bool IsOne(IPAddress address, string user, string userAgent)
    {
        lock (_lock)
        {
            var isAskedAgain = _unanswered.TryGet((address, user), out _);
            _unanswered.Set((address, user), true);
            return isAskedAgain || Names.Any(n => userAgent.StartsWith(n, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>It answered by SHA-256, so it is none.</summary>
    public void Answered(IPAddress address, string user)
    {
        lock (_lock)
        {
            _unanswered.Remove((address, user));
        }
    }
}
