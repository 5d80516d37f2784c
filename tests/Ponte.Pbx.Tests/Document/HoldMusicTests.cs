using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Routing;
using Ponte.TestKit;

namespace Ponte.Pbx.Tests.Document;

/// <summary>Hold music of the company and of its lines.</summary>
public sealed class HoldMusicTests
{
    private const string Text = """
        company: { name: Rossi, country: IT, holdMusic: vivaldi.wav }
        lines:
          carrier: { kind: carrier, peers: ["sip:198.51.100.7"], holdMusic: advert-2.wav }
          oldpbx: { kind: pbx, peers: ["sip:10.0.0.5"] }
        """;

    [Fact]
    public void Files_are_read_and_printed_again()
    {
        var document = Read(Text);

        document.Company.HoldMusic.Should().Be("vivaldi.wav");
        document.Lines.Select(l => l.HoldMusic).Should().Equal("advert-2.wav", "");
        Read(DocumentText.Print(document)).Should().Be(document);
    }

    [Theory]
    [InlineData("../secret.wav")]
    [InlineData("/etc/passwd")]
    [InlineData("music.mp3")]
    [InlineData(".wav")]
    public void Only_a_WAV_file_of_the_folder_is_one(string file) =>
        DocumentText
            .Read($"company: {{ name: Rossi, country: IT, holdMusic: \"{file}\" }}")
            .Errors.Should()
            .ContainSingle()
            .Which.ToString()
            .Should()
            .StartWith("company.holdMusic (")
            .And.Contain("is no WAV file of the folder music");

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("vivaldi.wav"), "");

        MusicCheck
            .Faults(Read(Text), folder.Path)
            .Should()
            .Equal($"lines.carrier.holdMusic: advert-2.wav is not there; put the WAV file into {folder.Path}");
    }

    [Fact]
    public void A_line_has_its_own_music_and_the_others_the_companys()
    {
        var company = new CompanySnapshot(Read(Text));
        var profiles = new LegProfiles(new PbxSettings { Listeners = [], MusicFolder = "/data/music" });

        company
            .Document.Lines.OfType<TrunkSettings>()
            .Select(l => profiles.Trunk(company, l, "<sip:ponte>", peer: null).HoldMusic)
            .Should()
            .Equal("/data/music/advert-2.wav", "/data/music/vivaldi.wav");
    }

    private static CompanyDocument Read(string text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        return result.Document!;
    }
}
