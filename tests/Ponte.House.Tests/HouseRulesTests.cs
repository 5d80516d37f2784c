using System.Xml.Linq;

namespace Ponte.House.Tests;

/// <summary>The rules of ARCHITECTURE.md that a build does not see.</summary>
public sealed class HouseRulesTests
{
    internal static readonly string Root = FindRoot();

    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["Ponte.Sip"] = [],
        ["Ponte.Media.Control"] = [],
        ["Ponte.Media"] = ["Ponte.Media.Control"],
        ["Ponte.Media.Host"] = ["Ponte.Media"],
        ["Ponte.Calls"] = ["Ponte.Sip", "Ponte.Media.Control"],
        ["Ponte.Pbx"] = ["Ponte.Calls"],
        ["Ponte.Simulator"] = ["Ponte.Sip", "Ponte.Media"],
        ["Ponte.Server"] = ["Ponte.Pbx", "Ponte.Media", "Ponte.Simulator"],
    };

    /// <summary>Files over the limit, each with its reason. A new row needs one.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal);

    [Fact]
    public void References_go_only_downwards()
    {
        foreach (var project in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(project);
            AllowedReferences.Should().ContainKey(name, "a new room is entered in ARCHITECTURE.md and here");
            var references = XDocument
                .Load(project)
                .Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
            references.Should().BeSubsetOf(AllowedReferences[name], $"{name} may refer only downwards");
        }
    }

    [Fact]
    public void Files_stay_small()
    {
        var tooLong = SourceFiles()
            .Where(f => File.ReadLines(f).Count() > 400)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !LongFiles.ContainsKey(f));
        tooLong.Should().BeEmpty("a file over 400 lines is split, or entered above with its reason");
    }

    [Fact]
    public void Projects_name_no_version_of_a_package()
    {
        var versions = Directory
            .EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Where(p => XDocument.Load(p).Descendants("PackageReference").Any(r => r.Attribute("Version") is not null));
        versions.Should().BeEmpty("versions are central, in Directory.Packages.props");
    }

    private static IEnumerable<string> SourceFiles() =>
        new[] { "src", "tests", "bench" }
            .Select(d => Path.Combine(Root, d))
            .Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ponte.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Ponte.slnx is not above the tests.");
        }
        return folder.FullName;
    }
}
