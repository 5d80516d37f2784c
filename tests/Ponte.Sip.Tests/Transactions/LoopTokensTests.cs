using CsCheck;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Tests.Transactions;

public sealed class LoopTokensTests
{
    [Fact]
    public void Tokens_say_their_loop_are_even_and_differ()
    {
        var tokens = new LoopTokens(5);
        var all = Enumerable.Range(0, 10_000).Select(_ => tokens.Next()).ToList();
        all.Should().OnlyHaveUniqueItems();
        all.Should().OnlyContain(t => t % 2 == 0 && LoopTokens.LoopOf(t) == 5);
    }

    [Fact]
    public void Branch_and_tag_are_read_back()
    {
        Gen.ULong.Sample(token =>
            LoopTokens.TryReadBranch(LoopTokens.Branch(token), out var branch)
            && branch == token
            && LoopTokens.TryReadTag(LoopTokens.Tag(token), out var tag)
            && tag == token
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("z9hG4bK")]
    [InlineData("z9hG4bKp")]
    [InlineData("z9hG4bKp123")]
    [InlineData("z9hG4bKp00000000000000001")]
    [InlineData("z9hG4bKp000000000000000g")]
    [InlineData("z9hG4bKq0000000000000000")]
    [InlineData("z9hG4bKp 00000000000000 ")]
    public void Foreign_branch_is_not_taken_for_ours(string branch) => LoopTokens.TryReadBranch(branch, out _).Should().BeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("pp")]
    [InlineData("q0000000000000000")]
    [InlineData("p+000000000000000")]
    public void Foreign_tag_is_not_taken_for_ours(string tag) => LoopTokens.TryReadTag(tag, out _).Should().BeFalse();
}
