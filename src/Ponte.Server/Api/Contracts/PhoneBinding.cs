namespace Ponte.Server.Api.Contracts;

/// <summary>One place where a phone is registered.</summary>
/// <param name="Source">Address and port that it came from.</param>
/// <param name="Transport"><c>udp</c>, <c>tcp</c> or <c>tls</c>.</param>
/// <param name="Contact">The Contact URI that it gave.</param>
/// <param name="UserAgent">What it calls itself; empty where it does not.</param>
/// <param name="Expires">When the registration ends if it is not refreshed.</param>
internal sealed record PhoneBinding(string Source, string Transport, string Contact, string UserAgent, DateTimeOffset Expires);
