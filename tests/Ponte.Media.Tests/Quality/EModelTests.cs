using Ponte.Media.Quality;

namespace Ponte.Media.Tests.Quality;

public sealed class EModelTests
{
    [Fact]
    public void Perfect_narrowband_line_scores_4_41() => EModel.Score("PCMA", 0).Should().BeApproximately(4.41, 0.005);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 2.575)]
    [InlineData(80, 4.024)]
    [InlineData(100, 4.5)]
    public void Ratings_become_scores_by_annex_B(double rating, double score) =>
        EModel.ToScore(rating).Should().BeApproximately(score, 0.001);

    [Fact]
    public void Score_falls_with_loss_delay_and_coding()
    {
        var loss = new[] { 0, 0.01, 0.03, 0.1, 0.3, 1 }.Select(l => EModel.Score("PCMU", l)).ToList();
        loss.Should().BeInDescendingOrder().And.OnlyContain(s => s >= 1 && s <= 4.5);
        EModel.Score("G729", 0.01).Should().BeLessThan(EModel.Score("PCMA", 0.01));
        EModel.Score("PCMA", 0, TimeSpan.FromMilliseconds(90)).Should().Be(EModel.Score("PCMA", 0));
        EModel
            .Score("PCMA", 0, TimeSpan.FromMilliseconds(300))
            .Should()
            .BeLessThan(EModel.Score("PCMA", 0, TimeSpan.FromMilliseconds(150)));
    }

    [Fact]
    public void Delay_of_300_ms_takes_off_what_G_107_computes() =>
        (EModel.BestRating - EModel.Rating(CodecQuality.For("PCMA"), 0, TimeSpan.FromMilliseconds(300)))
            .Should()
            .BeApproximately(14.8, 0.3);
}
