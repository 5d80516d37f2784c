using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Ponte.Server.Languages;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Certificates;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Phones;
using static Ponte.Server.Commands.SimulateOptions;

namespace Ponte.Server.Commands;

/// <summary>
/// <c>ponte simulate microsoft|carrier|phone|certificates</c>: a Microsoft side, a carrier side and a phone as processes of their own, for demo and
/// rehearsal. They are driven by JSON lines on their control port; the verb <c>help</c> tells what they can do.
/// </summary>
internal static class SimulateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context, Words words) =>
        new("simulate", words.SimulateCommand)
        {
            Microsoft(context, words),
            Carrier(context, words),
            Phone(context, words),
            Certificates(context, words),
            SimulatePagesCommand.Create(context, words),
        };

    private static Command Microsoft(CommandContext context, Words words)
    {
        var hubs = Many("--hub", words.HubOption, "NAME=ADDRESS:PORT", HubOptions.Parse);
        var users = Many("--user", words.UserOption, "ID=+NUMBER,NAME", UserOptions.Parse);
        var fqdn = Required<string>("--fqdn", words.FqdnOption, "NAME");
        var ponte = Required("--ponte", words.PonteOption, "ADDRESS:PORT", EndPoint);
        var folder = Required<string>("--certificates", words.CertificatesOption, "DIR");
        var (control, media) = (Control(words), SimulateOptions.Media(words));
        var (answerAfter, tone) = (AnswerAfter(words), Tone(words));
        var command = new Command("microsoft", words.MicrosoftCommand)
        {
            hubs,
            users,
            fqdn,
            ponte,
            folder,
            control,
            media,
            answerAfter,
            tone,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var certificates = new DemoCertificates(Path.GetFullPath(parsed.GetRequiredValue(folder), context.CurrentFolder));
                var sbc = parsed.GetRequiredValue(ponte);
                var name = parsed.GetRequiredValue(fqdn);
                var run = new MicrosoftRun
                {
                    Side = new MicrosoftOptions
                    {
                        Hubs = [.. parsed.GetRequiredValue(hubs)],
                        CertificateFile = certificates.MicrosoftCertificate,
                        KeyFile = certificates.MicrosoftKey,
                        SbcAuthorityFile = certificates.SbcAuthority,
                        Tenants =
                        [
                            new TenantOptions("demo")
                            {
                                Gateways = [new GatewayOptions(name) { SipSignalingPort = sbc.Port }],
                                Users = [.. parsed.GetRequiredValue(users)],
                            },
                        ],
                        Names = ImmutableDictionary<string, IPAddress>.Empty.Add(name, sbc.Address),
                        Media = parsed.GetRequiredValue(media),
                    },
                    Control = parsed.GetValue(control),
                    Behaviour = new TeamsBehaviour { AnswerAfter = parsed.GetValue(answerAfter), Frequency = parsed.GetValue(tone) },
                };
                return RunAsync(context, run.RunAsync, cancellationToken);
            }
        );
        return command;
    }

    private static Command Carrier(CommandContext context, Words words)
    {
        var listen = Required("--listen", words.ListenOption, "ADDRESS:PORT", EndPoint);
        var ponte = Required("--ponte", words.PonteOption, "ADDRESS:PORT", EndPoint);
        var numbers = Many("--number", words.TelephoneOption, "NUMBER", text => text.Length > 0 ? text : null);
        var (control, media) = (Control(words), SimulateOptions.Media(words));
        var (answerAfter, tone) = (AnswerAfter(words), Tone(words));
        var command = new Command("carrier", words.CarrierCommand) { listen, ponte, numbers, control, media, answerAfter, tone };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var behaviour = new PartyBehaviour { AnswerAfter = parsed.GetValue(answerAfter), Frequency = parsed.GetValue(tone) };
                var run = new CarrierRun
                {
                    Side = new CarrierOptions
                    {
                        Listen = parsed.GetRequiredValue(listen),
                        Ponte = parsed.GetRequiredValue(ponte),
                        Media = parsed.GetRequiredValue(media),
                    },
                    Control = parsed.GetValue(control),
                    Numbers = parsed.GetRequiredValue(numbers).ToImmutableDictionary(n => n, _ => behaviour, StringComparer.Ordinal),
                };
                return RunAsync(context, run.RunAsync, cancellationToken);
            }
        );
        return command;
    }

    private static Command Phone(CommandContext context, Words words)
    {
        var listen = Required("--listen", words.PhoneListenOption, "ADDRESS:PORT", EndPoint);
        var ponte = Required("--ponte", words.PonteOption, "ADDRESS:PORT", EndPoint);
        var user = Required<string>("--user", words.DeviceOption, "NAME");
        var password = Required<string>("--password-file", words.PasswordFileOption, "FILE");
        var (control, media) = (Control(words), SimulateOptions.Media(words));
        var (answerAfter, tone) = (AnswerAfter(words), Tone(words));
        var command = new Command("phone", words.PhoneCommand) { listen, ponte, user, password, control, media, answerAfter, tone };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    context,
                    async (output, time, stop) =>
                    {
                        var file = Path.GetFullPath(parsed.GetRequiredValue(password), context.CurrentFolder);
                        var run = new PhoneRun
                        {
                            Side = new PhoneOptions
                            {
                                Listen = parsed.GetRequiredValue(listen),
                                Ponte = parsed.GetRequiredValue(ponte),
                                User = parsed.GetRequiredValue(user),
                                Password = (await File.ReadAllTextAsync(file, stop).ConfigureAwait(false)).Trim(),
                                Media = parsed.GetRequiredValue(media),
                            },
                            Control = parsed.GetValue(control),
                            Behaviour = new PartyBehaviour
                            {
                                AnswerAfter = parsed.GetValue(answerAfter),
                                Frequency = parsed.GetValue(tone),
                            },
                        };
                        await run.RunAsync(output, time, stop).ConfigureAwait(false);
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static Command Certificates(CommandContext context, Words words)
    {
        var folder = Required<string>("--folder", words.CertificatesOption, "DIR");
        var fqdn = Required<string>("--fqdn", words.FqdnOption, "NAME");
        var hubNames = Many("--hub", words.HubOption, "NAME", text => text.Length > 0 ? text : null);
        var command = new Command("certificates", words.CertificatesCommand) { folder, fqdn, hubNames };
        command.SetAction(parsed =>
        {
            var made = DemoCertificates.Ensure(
                Path.GetFullPath(parsed.GetRequiredValue(folder), context.CurrentFolder),
                [parsed.GetRequiredValue(fqdn)],
                [.. parsed.GetRequiredValue(hubNames)],
                context.Time.GetUtcNow()
            );
            context.Out.WriteLine(made.Folder);
        });
        return command;
    }

    /// <summary>Runs a simulated side until it is told to stop.</summary>
    public static async Task<int> RunAsync(
        CommandContext context,
        Func<TextWriter, TimeProvider, CancellationToken, Task> run,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await run(context.Out, context.Time, cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"ponte simulate: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
