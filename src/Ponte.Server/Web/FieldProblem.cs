namespace Ponte.Server.Web;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">The field; empty for the request as a whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">How to mend it; empty where that is clear.</param>
internal sealed record FieldProblem(string Field, string Message, string Mend)
{
    /// <summary>A message of this house, whose mend stands behind a semicolon.</summary>
    public static FieldProblem Of(string field, string message)
    {
        var semicolon = message.IndexOf("; ", StringComparison.Ordinal);
        return semicolon < 0
            ? new FieldProblem(field, message, "")
            : new FieldProblem(field, message[..semicolon], message[(semicolon + 2)..]);
    }
}
