namespace Ponte.Server.Directories;

/// <summary>What the directories tell the log. Event ids 1500 to 1599. Names and numbers of contacts are not told.</summary>
internal static partial class DirectoriesLog
{
    [LoggerMessage(1500, LogLevel.Information, "Address book {Book} was imported by {By}: {Contacts} contacts, {Numbers} numbers")]
    public static partial void BookImported(this ILogger log, string book, int contacts, int numbers, string by);

    [LoggerMessage(1501, LogLevel.Information, "Address book {Book} was removed")]
    public static partial void BookRemoved(this ILogger log, string book);

    [LoggerMessage(1502, LogLevel.Error, "Address books are not in memory, their names are not shown: {Reason}")]
    public static partial void BooksNotLoaded(this ILogger log, string reason);

    [LoggerMessage(1503, LogLevel.Warning, "Contacts of an earlier import cannot be taken away yet: {Reason}")]
    public static partial void LeftoversNotRemoved(this ILogger log, string reason);

    [LoggerMessage(1504, LogLevel.Warning, "A flow looked up {Variable} in vain: {Reason}")]
    public static partial void FlowLookupFailed(this ILogger log, string variable, string reason);
}
