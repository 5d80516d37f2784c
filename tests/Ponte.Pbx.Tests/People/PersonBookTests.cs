using Ponte.Pbx.Document;
using Ponte.Pbx.People;

namespace Ponte.Pbx.Tests.People;

public sealed class PersonBookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_stands_above_the_document_until_it_is_switched_off()
    {
        using var book = new PersonBook(new MemoryPersonStore());
        var user = new UserSettings
        {
            Id = "a",
            Name = "A",
            Forward = new ForwardSettings { Always = "203", Busy = "204" },
        };

        await book.ChangeAsync(new PersonChange("a", ShortCodeFunction.ForwardAlways, "202", IsOn: true), Token);
        await book.ChangeAsync(new PersonChange("a", ShortCodeFunction.DoNotDisturb, "", IsOn: true), Token);
        var changed = book.Of("a").Over(user);
        (changed.Forward.Always, changed.Forward.Busy, changed.DoNotDisturb).Should().Be(("202", "204", true));

        await book.ChangeAsync(new PersonChange("a", ShortCodeFunction.ForwardAlways, "", IsOn: false), Token);
        book.Of("a").Over(user).Forward.Always.Should().BeEmpty();
        book.Of("b").Over(user).Should().Be(user);
    }

    [Fact]
    public async Task What_was_kept_is_there_again()
    {
        var store = new MemoryPersonStore();
        using (var book = new PersonBook(store))
        {
            await book.ChangeAsync(new PersonChange("a", ShortCodeFunction.ForwardBusy, "202", IsOn: true), Token);
        }

        using var again = new PersonBook(store);

        again.Of("a").Should().Be(new PersonState(ForwardBusy: "202"));
    }

    [Fact]
    public async Task What_could_not_be_kept_does_not_count()
    {
        using var book = new PersonBook(new MemoryPersonStore { IsBroken = true });

        (await book.ChangeAsync(new PersonChange("a", ShortCodeFunction.DoNotDisturb, "", IsOn: true), Token)).Should().BeFalse();

        book.Of("a").Should().Be(PersonState.AsInDocument);
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_all_kept()
    {
        var store = new MemoryPersonStore();
        using var book = new PersonBook(store);
        var functions = Enum.GetValues<ShortCodeFunction>().Where(ShortCode.IsSwitch).ToList();

        await Task.WhenAll(functions.Select(f => book.ChangeAsync(new PersonChange("a", f, "202", IsOn: true), Token).AsTask()));

        store.Load()["a"].Should().Be(new PersonState(true, "202", "202", "202", "202"));
    }
}
