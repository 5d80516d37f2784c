using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;

namespace Ponte.Server.Tests.Directories;

/// <summary>A company in Milan, and a number of it.</summary>
internal static class Companies
{
    public static readonly CompanySnapshot Rossi = new(
        DocumentText.Read("company: { name: Rossi, country: IT, areaCode: \"02\" }").Document!
    );

    public static SoughtNumber Sought(string number) => new(number, Rossi);
}
