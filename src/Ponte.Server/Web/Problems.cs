namespace Ponte.Server.Web;

/// <summary>Answers for what cannot be done: problem details (RFC 9457) with the fields that are wrong.</summary>
internal static class Problems
{
    /// <summary>A problem of one field.</summary>
    public static IResult Field(int status, string field, string message) => Fields(status, message, [FieldProblem.Of(field, message)]);

    /// <summary>A problem without a field.</summary>
    public static IResult Of(int status, string title) => Fields(status, title, []);

    /// <summary>Problems of several fields.</summary>
    public static IResult Fields(int status, string title, IReadOnlyList<FieldProblem> errors) =>
        Results.Problem(
            title: title,
            statusCode: status,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = errors }
        );
}
