namespace Ponte.Sip.Agent;

/// <summary>A header that the user of the stack adds to a message.</summary>
/// <param name="Name">The header's name as it is to be written.</param>
/// <param name="Value">Its value; line breaks are not let through.</param>
public readonly record struct ExtraHeader(string Name, string Value);
