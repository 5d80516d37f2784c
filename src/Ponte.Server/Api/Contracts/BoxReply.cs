namespace Ponte.Server.Api.Contracts;

/// <summary>A box for messages.</summary>
/// <param name="Box">Its key: a user's, or that of a mailbox.</param>
/// <param name="Name">Its name; empty where it is not in the document any more.</param>
/// <param name="Unheard">How many messages nobody has heard.</param>
/// <param name="Heard">How many were heard.</param>
/// <param name="IsFull">Whether it takes no more.</param>
internal sealed record BoxReply(string Box, string Name, int Unheard, int Heard, bool IsFull);
