namespace Portal.Library;

internal static class LibraryRegistration
{
    public static IServiceCollection AddLibrary(this IServiceCollection services) => services.AddSingleton<LibraryService>();
}
