"""The application of Flask's session guide, with the session as JSON and a cart that is kept in it."""

import os

from flask import Flask, jsonify, redirect, request, session, url_for

app = Flask(__name__)
app.secret_key = os.environ["SESSION_SECRET"]


@app.get("/")
def index():
    if "username" in session:
        return f"Logged in as {session['username']}"
    return "You are not logged in"


@app.post("/login")
def login():
    session["username"] = request.form["username"]
    return redirect(url_for("index"))


@app.get("/api/session")
def show():
    cart = session.get("cart", {})
    return jsonify(signedIn="username" in session, user=session.get("username"), cart={"count": sum(cart.values())})


@app.post("/api/cart")
def add():
    wanted = request.get_json()
    cart = session.get("cart", {})
    cart[wanted["productId"]] = cart.get(wanted["productId"], 0) + wanted["quantity"]
    session["cart"] = cart
    return jsonify(lines=cart, count=sum(cart.values()))
