namespace Ponte.Pbx.Document;

/// <summary>How the far end of a line registers with Ponte.</summary>
/// <param name="User">The user name of its account, also for digest authentication.</param>
/// <param name="Password">The password for digest authentication.</param>
public sealed record AcceptSettings(string User, SecretReference Password);
