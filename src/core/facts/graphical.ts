/**
 * Packages that open windows or draw on a screen, by import path without a major version. Checked
 * 2026-11-25 against their documentation.
 */
export const GRAPHICAL_PACKAGES: readonly string[] = [
  "fyne.io/fyne",
  "fyne.io/systray",
  "gioui.org/app",
  "github.com/getlantern/systray",
  "github.com/go-gl/glfw",
  "github.com/gotk3/gotk3",
  "github.com/diamondburned/gotk4",
  "github.com/hajimehoshi/ebiten",
  "github.com/gen2brain/raylib-go",
  "github.com/therecipe/qt",
  "github.com/veandco/go-sdl2",
  "github.com/wailsapp/wails",
  "github.com/webview/webview_go",
  "github.com/lxn/walk",
];
