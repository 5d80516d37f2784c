using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Directories;

/// <summary>A number that a source is asked for, in the forms in which directories hold numbers.</summary>
public sealed class SoughtNumber
{
    private static readonly NumberFormatSettings NationalFormat = new() { Out = NumberOutFormat.National };
    private readonly CompanySnapshot _company;

    /// <summary>Makes the forms.</summary>
    /// <param name="number">In the inside form.</param>
    /// <param name="company">The company, by whose country and area code numbers are read.</param>
    public SoughtNumber(string number, CompanySnapshot company)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(company);
        _company = company;
        E164 = number;
        National = company.Writer.Write(number, NationalFormat, company.Document.Company.Country);
    }

    /// <summary><c>+390212345601</c>.</summary>
    public string E164 { get; }

    /// <summary><c>390212345601</c>.</summary>
    public string Digits => E164.TrimStart('+');

    /// <summary>As it is dialled within the company's country: <c>0212345601</c>, and with the international prefix for other countries.</summary>
    public string National { get; }

    /// <summary>The digits that the number has however it is written: without country code, and without a zero that is dialled within the country only.</summary>
    public string Significant => National.EndsWith(Digits, StringComparison.Ordinal) ? Digits : National.TrimStart('0');

    /// <summary>Whether a text of a directory is this number.</summary>
    public bool IsWrittenAs(string text) =>
        ContactNumber.Read(text, _company) is { } number && number.Equals(E164, StringComparison.Ordinal);
}
