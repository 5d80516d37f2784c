namespace Ponte.Sip.Dialogs;

/// <summary>What the answering side does with the session timer of a request.</summary>
/// <param name="TooSmallMinimum">Set: refuse with 422 and this Min-SE in seconds.</param>
/// <param name="Agreed">What is in force once the 2xx is sent; null for no timer.</param>
/// <param name="Header">The Session-Expires value of the 2xx; null for none.</param>
/// <param name="RequireTimer">Whether the 2xx carries <c>Require: timer</c>.</param>
internal readonly record struct SessionTimerAnswer(uint? TooSmallMinimum, SessionTimerAgreement? Agreed, string? Header, bool RequireTimer);
