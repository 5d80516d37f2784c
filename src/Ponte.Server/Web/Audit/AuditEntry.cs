namespace Ponte.Server.Web.Audit;

/// <summary>A change that somebody made.</summary>
/// <param name="Id">In the order of the changes.</param>
/// <param name="At">When; UTC.</param>
/// <param name="Who">The account, or the program's key.</param>
/// <param name="Action">What was done: <c>company.change</c>, <c>account.add</c> …</param>
/// <param name="Target">To what.</param>
/// <param name="Before">How it was; null where it was not there. No secrets.</param>
/// <param name="After">How it is; null where it is gone. No secrets.</param>
internal sealed record AuditEntry(long Id, DateTimeOffset At, string Who, string Action, string Target, string? Before, string? After);
