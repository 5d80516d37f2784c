using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte contacts</c>: address books and the names of numbers.</summary>
internal static class ContactsCommand
{
    private const int DefaultLimit = 20;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words) =>
        new("contacts", words.ContactsCommand)
        {
            ImportCommand.Create(options, context, words),
            CreateList(options, context, words),
            CreateSearch(options, context, words),
            CreateWhose(options, context, words),
            CreateExport(options, context, words),
            CreateRemove(options, context, words),
        };

    /// <summary>The option of a book.</summary>
    public static Option<string> BookOption(Words words, bool isRequired = true) =>
        new("--book")
        {
            Description = words.BookOption,
            HelpName = "NAME",
            Required = isRequired,
        };

    private static Command CreateList(CommonOptions options, CommandContext context, Words words)
    {
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("list", words.ContactsListCommand) { json };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client =>
                    {
                        var all = await client.DirectoriesAsync(cancellationToken).ConfigureAwait(false);
                        return parsed.GetValue(json)
                            ? PrintJson(session, JsonSerializer.Serialize(all, ApiJson.Default.ImmutableArrayDirectoryReply))
                            : PrintDirectories(session, all);
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command CreateSearch(CommonOptions options, CommandContext context, Words words)
    {
        var text = new Argument<string>("TEXT") { Description = words.SearchArgument };
        var book = BookOption(words, isRequired: false);
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var limit = new Option<int>("--limit")
        {
            Description = words.ContactLimitOption,
            HelpName = "N",
            DefaultValueFactory = _ => DefaultLimit,
        };
        var command = new Command("search", words.ContactsSearchCommand) { text, book, limit, json };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client =>
                    {
                        var found = await client
                            .ContactsAsync(parsed.GetRequiredValue(text), parsed.GetValue(book), parsed.GetValue(limit), cancellationToken)
                            .ConfigureAwait(false);
                        return parsed.GetValue(json)
                            ? PrintJson(session, JsonSerializer.Serialize(found, ApiJson.Default.ImmutableArrayContactReply))
                            : PrintContacts(session, found);
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command CreateWhose(CommonOptions options, CommandContext context, Words words)
    {
        var number = new Argument<string>("NUMBER") { Description = words.WhoseArgument };
        var command = new Command("whose", words.ContactsWhoseCommand) { number };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client =>
                    {
                        var name = await client.NameAsync(parsed.GetRequiredValue(number), cancellationToken).ConfigureAwait(false);
                        await context.Out.WriteLineAsync($"{name.Number}  {name.Name}  ({name.Source})").ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command CreateExport(CommonOptions options, CommandContext context, Words words)
    {
        var book = BookOption(words);
        var command = new Command("export", words.ContactsExportCommand) { book };
        command.SetAction(
            (parsed, cancellationToken) =>
                new CommandSession(parsed, options, context).WithServerAsync(
                    async client =>
                    {
                        await using var output = context.OpenOut();
                        await client.ExportBookAsync(parsed.GetRequiredValue(book), output, cancellationToken).ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static Command CreateRemove(CommonOptions options, CommandContext context, Words words)
    {
        var book = BookOption(words);
        var command = new Command("remove", words.ContactsRemoveCommand) { book };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client =>
                    {
                        var name = parsed.GetRequiredValue(book);
                        await client.RemoveBookAsync(name, cancellationToken).ConfigureAwait(false);
                        await context.Out.WriteLineAsync(session.Words.BookRemoved(name)).ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static int PrintJson(CommandSession session, string json)
    {
        session.Context.Out.WriteLine(json);
        return 0;
    }

    private static int PrintDirectories(CommandSession session, ImmutableArray<DirectoryReply> directories)
    {
        var words = session.Words;
        if (directories.IsEmpty)
        {
            session.Context.Out.WriteLine(words.NoDirectories);
            return 0;
        }
        var table = new TextTable(words.Directory, words.Kind, words.State, words.Contacts, words.Numbers, words.Imported, words.Detail);
        foreach (var d in directories)
        {
            table.Add(
                d.Name,
                d.Kind,
                d.State == HealthState.Unknown ? words.NotInDocument : words.Health(d.State),
                Count(d.Contacts),
                Count(d.Numbers),
                d.ImportedAt is { } at ? $"{CallText.Time(at, session.Context.Time)} {d.ImportedBy}".TrimEnd() : "",
                d.Detail.Length > 0 ? d.Detail : d.File ?? ""
            );
        }
        table.Print(session.Context);
        return 0;
    }

    private static int PrintContacts(CommandSession session, ImmutableArray<ContactReply> contacts)
    {
        var words = session.Words;
        if (contacts.IsEmpty)
        {
            session.Context.Out.WriteLine(words.NoContacts);
            return 0;
        }
        TableOf(words, contacts).Print(session.Context);
        return 0;
    }

    /// <summary>The table of contacts.</summary>
    public static TextTable TableOf(Words words, IEnumerable<ContactReply> contacts)
    {
        var table = new TextTable(words.ContactName, words.Organisation, words.Numbers, words.Directory);
        foreach (var contact in contacts)
        {
            table.Add(contact.Name, contact.Organisation, string.Join(' ', contact.Numbers), contact.Book);
        }
        return table;
    }

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "";
}
