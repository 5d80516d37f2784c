using Ponte.Media.Host;
using Ponte.Media.Hosting;

if (args.Contains("--help", StringComparer.Ordinal))
{
    Console.WriteLine(MediaHostArguments.Usage);
    return ExitCodes.Good;
}
if (args.Contains("--version", StringComparer.Ordinal))
{
    Console.WriteLine(MediaHost.Version);
    return ExitCodes.Good;
}
var settings = MediaHostArguments.Parse(args, Environment.GetEnvironmentVariable, out var errors);
if (settings is null)
{
    foreach (var error in errors)
    {
        await Console.Error.WriteLineAsync($"ponte-media: {error}");
    }
    return ExitCodes.WrongSettings;
}
return await MediaHost.RunAsync(settings);
