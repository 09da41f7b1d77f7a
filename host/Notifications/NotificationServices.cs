using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Host.Notifications;

/// <summary>Telling others what happened to runs.</summary>
internal static class NotificationServices
{
    /// <summary>For a serving host: relays events and sends messages.</summary>
    /// <exception cref="Runs.InputException">The settings cannot work; every fault.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(NotificationSettings.Read(settings));
        services.AddSingleton<MessageBody>();
        services.AddSingleton<MessagePost>();
        services.AddHostedService<EventRelay>();
        services.AddHostedService<MessageSender>();
        return services;
    }
}
