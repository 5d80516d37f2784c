using System.CommandLine;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;
using Ponte.Server.Web.Accounts;

namespace Ponte.Server.Commands;

/// <summary><c>ponte accounts</c>: who signs in on the pages.</summary>
internal static class AccountsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var command = new Command("accounts", words.AccountsCommand)
        {
            CreateSet(options, context, words),
            CreateRemove(options, context, words),
        };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client => Print(session, await client.AccountsAsync(cancellationToken).ConfigureAwait(false)),
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command CreateSet(CommonOptions options, CommandContext context, Words words)
    {
        var name = new Argument<string>("NAME") { Description = words.AccountName };
        var role = new Option<string>("--role") { Description = words.AccountRole, DefaultValueFactory = _ => "administrator" };
        role.AcceptOnlyFromAmong([.. Enum.GetNames<Role>().Select(r => r.ToLowerInvariant())]);
        var person = new Option<string>("--user")
        {
            Description = words.AccountPerson,
            DefaultValueFactory = _ => "",
            HelpName = "USER",
        };
        var file = new Option<string?>("--password-file") { Description = words.AccountPasswordFile, HelpName = "FILE" };
        var command = new Command("set", words.AccountsSetCommand) { name, role, person, file };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                string password;
                try
                {
                    password = parsed.GetValue(file) is { } path
                        ? (
                            await File.ReadAllTextAsync(Path.GetFullPath(path, context.CurrentFolder), cancellationToken)
                                .ConfigureAwait(false)
                        ).Trim()
                        : await context.In.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? "";
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return session.Fail(e.Message);
                }
                var account = parsed.GetRequiredValue(name);
                var wish = new AccountWish(password, parsed.GetRequiredValue(role), parsed.GetRequiredValue(person));
                return await session
                    .WithServerAsync(
                        async client =>
                        {
                            await client.SetAccountAsync(account, wish, cancellationToken).ConfigureAwait(false);
                            session.Context.Out.WriteLine(session.Words.AccountIsSet(account));
                            return 0;
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        );
        return command;
    }

    private static Command CreateRemove(CommonOptions options, CommandContext context, Words words)
    {
        var name = new Argument<string>("NAME") { Description = words.AccountName };
        var command = new Command("remove", words.AccountsRemoveCommand) { name };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client =>
                    {
                        await client.RemoveAccountAsync(parsed.GetRequiredValue(name), cancellationToken).ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static int Print(CommandSession session, IReadOnlyList<AccountStatus> accounts)
    {
        var words = session.Words;
        if (accounts.Count == 0)
        {
            session.Context.Out.WriteLine(words.NoAccounts);
            return 0;
        }
        var table = new TextTable(words.AccountName, words.AccountRole, words.AccountPerson, "TOTP");
        foreach (var account in accounts)
        {
            table.Add(account.Name, account.Role.ToLowerInvariant(), account.Person, account.HasTotp ? "✓" : "");
        }
        table.Print(session.Context);
        return 0;
    }
}
